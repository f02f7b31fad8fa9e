namespace Portal.Core.Costs.Savings;

/// <summary>The words of savings as people read them, to stand inside a sentence.</summary>
public static class SavingsWords
{
    public static string InWords(this SavingKind kind) => kind switch
    {
        SavingKind.IdleAccelerator => "idle accelerators",
        SavingKind.OffHours => "off-hours",
        SavingKind.SpotForBatches => "spot for what can wait",
        SavingKind.Quantisation => "quantisation",
        SavingKind.UnusedReservation => "unused reservation",
        SavingKind.Egress => "egress above compute",
        SavingKind.RepeatedInputs => "inputs that come again",
        SavingKind.CheaperTier => "cheaper tier for simple requests",
        SavingKind.OversizedAccelerator => "unused accelerator memory",
    };

    public static string InWords(this SavingState state) => state switch
    {
        SavingState.Open => "open",
        SavingState.Accepted => "accepted",
        SavingState.Dismissed => "dismissed",
        SavingState.Done => "done",
        SavingState.Gone => "no longer found",
    };
}
