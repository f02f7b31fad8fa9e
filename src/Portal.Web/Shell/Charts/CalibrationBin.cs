namespace Portal.Web.Shell.Charts;

/// <summary>Rows whose score fell into one bin: what the model said on average, what happened, and how sure that is.</summary>
public sealed record CalibrationBin(double MeanScore, double Observed, long Rows, double? Low = null, double? High = null);
