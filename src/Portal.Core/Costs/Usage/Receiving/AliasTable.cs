using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;

namespace Portal.Core.Costs.Usage.Receiving;

/// <summary>What a tenant says that names of models stand for. Pure.</summary>
public sealed class AliasTable(IEnumerable<ModelAlias> aliases)
{
    private readonly Dictionary<string, ModelAlias> _aliases = aliases.GroupBy(alias => PriceBook.Plain(alias.Seen)).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    /// <summary>By whose price, in the order in which they are tried.</summary>
    public IReadOnlyList<string> PricedAs(string answered, string asked) =>
        [.. new[] { answered, PricedAs(answered), asked, PricedAs(asked) }.OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The portal's model that it stands for.</summary>
    internal string? ModelOf(ReportedUsage report) => Find(report.AnsweredModel)?.Model ?? Find(report.AskedModel)?.Model;

    private string? PricedAs(string name) => Find(name)?.PricedAs;

    private ModelAlias? Find(string? name) => name is not null && _aliases.TryGetValue(PriceBook.Plain(name), out var alias) ? alias : null;
}
