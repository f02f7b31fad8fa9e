namespace Portal.Core.Costs.Currencies;

/// <summary>An amount in a currency. Amounts of different currencies are never added: <see cref="Conversion"/> makes one currency of them first.</summary>
/// <param name="Amount">Exact, as it was billed or computed; rounded only where it is shown.</param>
/// <param name="Currency">ISO 4217, upper case, such as EUR.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    public static Money Zero(string currency) => new(0, currency);

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => left with { Amount = left.Amount + left.Same(right) };

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => left with { Amount = left.Amount - left.Same(right) };

    public static Money operator -(Money money) => money with { Amount = -money.Amount };

    public static Money operator *(Money money, decimal factor) => money with { Amount = money.Amount * factor };

    public static Money operator /(Money money, decimal divisor) => money with { Amount = money.Amount / divisor };

    private decimal Same(Money other) => string.Equals(Currency, other.Currency, StringComparison.Ordinal)
        ? other.Amount
        : throw new InvalidOperationException($"{other.Currency} was to be added to {Currency} without an exchange rate.");
}
