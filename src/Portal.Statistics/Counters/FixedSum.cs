namespace Portal.Statistics.Counters;

/// <summary>A sum of numbers of [0, 4096), kept as a whole number of steps of 2⁻⁵⁰: it does not depend on the order of the numbers, so
/// that windows counted on several nodes add up to the same bits. Each number is off by at most half a step.</summary>
internal struct FixedSum : IEquatable<FixedSum>
{
    private const double StepsPerUnit = 1L << 50;

    private UInt128 _steps;

    private FixedSum(UInt128 steps) => _steps = steps;

    public readonly double Value => (double)_steps / StepsPerUnit;

    public void Add(double value) => _steps += (ulong)(long)(value * StepsPerUnit + 0.5);

    public void Add(FixedSum other) => _steps += other._steps;

    public readonly void Write(ref CounterWriter writer)
    {
        writer.Number((ulong)(_steps & ulong.MaxValue));
        writer.Number((ulong)(_steps >> 64));
    }

    public static FixedSum Read(ref CounterReader reader)
    {
        var low = reader.Number();
        return new FixedSum(new UInt128(reader.Number(), low));
    }

    public readonly bool Equals(FixedSum other) => _steps == other._steps;

    public override readonly bool Equals(object? obj) => obj is FixedSum other && Equals(other);

    public override readonly int GetHashCode() => _steps.GetHashCode();
}
