namespace Portal.Web.Costs.Usage.Otlp;

internal static partial class OtlpLog
{
    [LoggerMessage(EventId = 3400, Level = LogLevel.Warning, Message = "Telemetry could not be kept; the exporter is told to send it again")]
    public static partial void LogOtlpLater(this ILogger logger, Exception broken);
}
