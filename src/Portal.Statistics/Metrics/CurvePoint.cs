namespace Portal.Statistics.Metrics;

/// <summary>One point of a ROC or precision–recall curve.</summary>
/// <param name="X">False positive rate (ROC) or recall (precision–recall), in [0, 1].</param>
/// <param name="Y">True positive rate (ROC) or precision (precision–recall), in [0, 1].</param>
/// <param name="Threshold">Rows at or above this score are predicted positive; <see langword="null"/> where none is.</param>
public readonly record struct CurvePoint(double X, double Y, double? Threshold);
