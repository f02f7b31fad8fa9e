using Quartz;

namespace Portal.Core.Notifications.Mail;

[DisallowConcurrentExecution]
internal sealed class SendMailsJob(MailDispatcher dispatcher) : IJob
{
    public static JobKey Key { get; } = new("send-mails");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await dispatcher.RunAsync(cancellationToken);
}
