namespace Portal.Web.Monitoring.Health;

/// <summary>The dimensions of data quality as ISO/IEC 25012 and 5259-2 name them, with their part of the score.</summary>
public static class QualityWords
{
    public static IReadOnlyList<(string Measure, string Name, double Weight)> Dimensions { get; } =
    [
        ("completeness", "Completeness", 30),
        ("validity", "Validity", 25),
        ("uniqueness", "Uniqueness", 15),
        ("noDuplicates", "No duplicates", 10),
        ("schema", "Schema", 10),
        ("freshness", "Freshness", 10),
    ];
}
