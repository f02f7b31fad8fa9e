using Portal.Core.Datasets;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <summary>What is odd about a column being an input of a model.</summary>
public enum InputConcern
{
    None,

    /// <summary>The data name it a protected attribute.</summary>
    Protected,

    /// <summary>The data say that it is not a feature: label, identifier, timestamp or ignored. It may tell what is to be found out.</summary>
    NotAFeature,

    /// <summary>The data do not have it.</summary>
    Unknown,
}

/// <summary>One input on the two sides.</summary>
/// <param name="Role">What the column is in the data, where they have it.</param>
public sealed record InputDifference(string Name, bool Left, bool Right, ColumnRole? Role, InputConcern Concern);

/// <summary>One fact on the two sides.</summary>
public sealed record FactDifference(string Fact, string Left, string Right)
{
    public bool IsSame => string.Equals(Left, Right, StringComparison.Ordinal);
}

/// <param name="Inputs">All inputs of both, in the order of the right one, then what only the left has.</param>
/// <param name="Facts">Everything else that can be laid side by side.</param>
public sealed record VersionDifferences(VersionView Left, VersionView Right, IReadOnlyList<InputDifference> Inputs, IReadOnlyList<FactDifference> Facts);

/// <summary>Two versions of a model side by side. What was measured of them is the evaluations' to tell.</summary>
public sealed class VersionComparison(VersionDetail versions)
{
    public async Task<Outcome<VersionDifferences>> FindAsync(Actor actor, string model, int left, int right, CancellationToken ct)
    {
        var first = await versions.FindAsync(actor, model, left, ct);
        if (first.Refusal is { } noLeft)
        {
            return noLeft;
        }

        var second = await versions.FindAsync(actor, model, right, ct);
        return second.Refusal is { } noRight ? noRight : Differences.Of(first.Value, second.Value);
    }
}
