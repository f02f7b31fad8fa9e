namespace Portal.Core.Costs.Charges;

/// <summary>What an import's way is decided by.</summary>
public static class ImportRules
{
    /// <summary>How long a claim holds without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Tries of an import whose node died or whose reading broke.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Rows that are listed one by one; of more, kinds and counts are kept.</summary>
    public const int MostWarningsListed = 10_000;

    public const int MostRejectionsListed = 100_000;

    public static bool IsOpen(ImportState state) => state is ImportState.Queued or ImportState.Reading;

    public static ImportState AfterLoss(bool cancelRequested, int attempt) =>
        cancelRequested ? ImportState.Cancelled : attempt < MaxAttempts ? ImportState.Queued : ImportState.Failed;
}
