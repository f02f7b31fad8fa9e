namespace Portal.Statistics.Forecasting.Spend;

/// <summary>What is expected, and between which amounts it lies in 80 and in 95 of 100 cases.</summary>
public sealed record SpendInterval(decimal Value, decimal Low80, decimal High80, decimal Low95, decimal High95)
{
    /// <summary>The same with what is known already.</summary>
    public SpendInterval Plus(decimal known) => new(Value + known, Low80 + known, High80 + known, Low95 + known, High95 + known);
}

/// <summary>A day to come.</summary>
public sealed record SpendDay(DateOnly Day, SpendInterval Spend);
