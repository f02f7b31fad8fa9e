using System.Globalization;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Onnx;

/// <summary>Functions that a model defines itself, and which of them calls which. The runtime puts each in the place of its calls, so
/// a circle never ends and a few that each call the next twice become more operators than any machine holds.</summary>
internal sealed class FunctionCalls
{
    private const long MostOperators = 500_000;
    private const int DeepestCalls = 64;

    private readonly Dictionary<(string Domain, string Name), Dictionary<(string Domain, string Name), long>> _calls = [];
    private readonly Dictionary<(string Domain, string Name), long> _sizes = [];
    private readonly Dictionary<(string Domain, string Name), long> _ofGraph = [];
    private Dictionary<(string Domain, string Name), long>? _current;

    public bool Defines((string Domain, string Name) function) => _calls.ContainsKey(function);

    /// <summary>What is called from here on is called by the function that <see cref="End"/> names.</summary>
    public void Begin() => _current = [];

    public void End((string Domain, string Name) function)
    {
        // Two of one name are overloads: whichever is called, it has no more than both.
        var calls = _calls.TryGetValue(function, out var before) ? before : _calls[function] = [];
        foreach (var (called, times) in _current!)
        {
            calls[called] = calls.GetValueOrDefault(called) + times;
        }

        _current = null;
    }

    public void Call((string Domain, string Name) function)
    {
        var calls = _current ?? _ofGraph;
        calls[function] = calls.GetValueOrDefault(function) + 1;
    }

    public ScoringFailure? Refuses()
    {
        if (_calls.Count == 0)
        {
            return null;
        }

        foreach (var calls in _calls.Values.Append(_ofGraph))
        {
            if (Sum(calls, depth: 0) is not { } size)
            {
                return ScoringFailure.Refuse(
                    "function-recursion", $"The model's own functions call each other in a circle, or through more than {DeepestCalls} others. The runtime could never put them in place of their calls.");
            }

            if (size > MostOperators)
            {
                return ScoringFailure.Refuse(
                    "function-expansion", $"With its own functions put in place of their calls the model has more than {MostOperators.ToString("N0", CultureInfo.InvariantCulture)} operators (the limit).");
            }
        }

        return null;
    }

    /// <returns>Operators that one call becomes; <see langword="null"/> when it never ends.</returns>
    private long? SizeOf((string Domain, string Name) called, int depth)
    {
        if (!_calls.TryGetValue(called, out var calls))
        {
            return 1;
        }

        if (_sizes.TryGetValue(called, out var known))
        {
            return known;
        }

        return depth <= DeepestCalls && Sum(calls, depth + 1) is { } size ? _sizes[called] = size : null;
    }

    private long? Sum(Dictionary<(string Domain, string Name), long> calls, int depth)
    {
        long sum = 0;
        foreach (var (called, times) in calls)
        {
            if (SizeOf(called, depth) is not { } size)
            {
                return null;
            }

            sum = (long)Int128.Min(MostOperators + 1, sum + ((Int128)size * times));
        }

        return sum;
    }
}
