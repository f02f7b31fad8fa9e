namespace Portal.Core.Placement;

/// <summary>The room's words as people read them, to stand inside a sentence.</summary>
public static class PlacementWords
{
    public static string InWords(this PlaceKind kind) => kind switch
    {
        PlaceKind.ApiPerToken => "API by the token",
        PlaceKind.TieredPipeline => "tiered pipeline",
        PlaceKind.BatchAndCache => "batch plus cache",
        PlaceKind.Serverless => "serverless",
        PlaceKind.OnDemand => "autoscaled on demand",
        PlaceKind.Reserved => "reserved",
        PlaceKind.Spot => "spot",
        PlaceKind.MixedFleet => "mixed fleet",
        PlaceKind.SpecialisedCloud => "specialised GPU cloud",
        PlaceKind.Owned => "owned cluster",
        PlaceKind.Edge => "edge",
    };

    public static string InWords(this TrafficShape shape) => shape switch
    {
        TrafficShape.Steady => "steady",
        TrafficShape.OfficeHours => "office hours",
        TrafficShape.Spiky => "spiky",
        TrafficShape.Batch => "in batches",
    };

    public static string InWords(this RecommendationState state) => state switch
    {
        RecommendationState.Open => "open",
        RecommendationState.Accepted => "accepted",
        RecommendationState.Rejected => "rejected",
        RecommendationState.Withdrawn => "withdrawn",
    };

    public static string InWords(this LicenceHosting hosting) => hosting switch
    {
        LicenceHosting.Anybody => "anybody",
        LicenceHosting.Ourselves => "ourselves, rented or own machines",
        LicenceHosting.OwnHardware => "ourselves, own hardware only",
    };

    public static string InWords(this ComparisonCause cause) => cause switch
    {
        ComparisonCause.Member => "kept by hand",
        ComparisonCause.Month => "a month went by",
        ComparisonCause.Prices => "prices changed",
        ComparisonCause.Traffic => "traffic changed",
    };
}
