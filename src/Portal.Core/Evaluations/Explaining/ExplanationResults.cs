namespace Portal.Core.Evaluations.Explaining;

/// <summary>
/// What a version's scores depend on: found by scoring some rows of the dataset again, each time with one column changed. It says how
/// the model behaves, not how the world does.
/// </summary>
/// <param name="Rows">Rows of the sample; 0 when nothing was asked.</param>
/// <param name="ScoredRows">Rows scored for it in all.</param>
/// <param name="Metric">Whose worsening tells how important a feature is; null when it is not defined on the sample.</param>
/// <param name="MetricOfSample">That metric on the sample as it is.</param>
/// <param name="Features">The most important first.</param>
/// <param name="Attributes">The dataset's protected attributes.</param>
/// <param name="LeftOut">What is not here and why, in sentences.</param>
public sealed record ExplanationResults(
    long Rows,
    long ScoredRows,
    string? Metric,
    double? MetricOfSample,
    IReadOnlyList<FeatureInfluence> Features,
    IReadOnlyList<AttributeInfluence> Attributes,
    IReadOnlyList<string> LeftOut);

/// <param name="Shuffles">How often its values were exchanged among the rows.</param>
/// <param name="Drop">Mean worsening of the metric by that, in its unit; above 0 is worse. Null when the metric is not defined.</param>
/// <param name="DropLow">Of the 95 % interval over all possible shuffles.</param>
/// <param name="MeanChange">Mean change of the score by that, whatever the truth.</param>
/// <param name="Step">By how much numbers were moved up and down; null for what is no number, or a code.</param>
/// <param name="Empty">Without a value; null when it was not tried or is refused.</param>
/// <param name="EmptyRefusal">Why rows without a value have no score.</param>
public sealed record FeatureInfluence(
    string Feature,
    int Shuffles,
    double? Drop,
    double? DropLow,
    double? DropHigh,
    double MeanChange,
    double? Step,
    ScoreShift? Moved,
    ScoreShift? Empty,
    string? EmptyRefusal);

/// <summary>How far scores move, in their own unit.</summary>
/// <param name="Mean">Of the absolute change.</param>
/// <param name="P95">95 % of the rows change by no more.</param>
/// <param name="DecisionsChanged">Share of rows that are decided otherwise; null for a task that decides nothing.</param>
public sealed record ScoreShift(double Mean, double P95, double? DecisionsChanged);

/// <summary>What happens when a protected attribute changes and nothing else about a row does.</summary>
/// <param name="IsInput">False when the model does not take it: then it alone changes nothing.</param>
public sealed record AttributeInfluence(string Attribute, bool IsInput, IReadOnlyList<AttributeFlip> Flips);

/// <param name="From">The value that the rows really have; null for all other values together.</param>
/// <param name="To">The value that they were given.</param>
/// <param name="Rows">Rows with the first value.</param>
/// <param name="Changed">Rows that are decided otherwise; null for a task that decides nothing.</param>
/// <param name="ToPositive">Those of them that become predicted positive; for binary classification only.</param>
/// <param name="MeanChange">Mean of score after − score before; null where a row has several scores.</param>
/// <param name="MeanAbsoluteChange">Mean of its size.</param>
/// <param name="LargestChange">The largest size.</param>
public sealed record AttributeFlip(
    string? From,
    string To,
    long Rows,
    long? Changed,
    double? ChangedShare,
    double? ChangedShareLow,
    double? ChangedShareHigh,
    long? ToPositive,
    double? MeanChange,
    double MeanAbsoluteChange,
    double LargestChange);

/// <summary>The score with one feature set to the same value in all rows of the sample.</summary>
/// <param name="Class">The class or label whose probability it is, the one that moves most; null where a row has one score.</param>
/// <param name="IsNumber">Whether the values are numbers, in rising order.</param>
public sealed record DependenceCurve(string Feature, string? Class, bool IsNumber, IReadOnlyList<DependenceValue> Values);

/// <param name="Value">As the table writes it.</param>
/// <param name="Mean">Mean score.</param>
/// <param name="Low">A tenth of the rows is below.</param>
/// <param name="High">A tenth of the rows is above.</param>
public sealed record DependenceValue(string Value, double Mean, double Low, double High);
