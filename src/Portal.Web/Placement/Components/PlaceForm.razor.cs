using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Placement;
using Portal.Web.Shell;

namespace Portal.Web.Placement.Components;

/// <summary>A place of one kind, new or in the catalogue.</summary>
public sealed partial class PlaceForm
{
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<DataClassification> _classes = [];
    private string _name = "";
    private string _provider = "";
    private string _region = "";
    private string _hardware = "";
    private string _currency = "";
    private string _from = "";
    private string _until = "";
    private string _source = "";
    private string _licences = "";
    private string _egress = "";
    private bool _private;
    private bool _retiring;

    [Parameter, EditorRequired]
    public required PlaceKind Kind { get; set; }

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public PlaceRow? Place { get; set; }

    /// <summary>Why nothing may be changed; null when it may.</summary>
    [Parameter]
    public Refusal? May { get; set; }

    /// <summary>Somebody else changed it: the owner loads it again.</summary>
    [Parameter]
    public EventCallback OnStale { get; set; }

    [Inject]
    private AddPlacementOption Add { get; set; } = null!;

    [Inject]
    private EditPlacementOption Edit { get; set; } = null!;

    [Inject]
    private RetirePlacementOption Retire { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool Locked => May is not null;

    protected override void OnInitialized()
    {
        if (Place?.Terms is not { } terms)
        {
            return;
        }

        (_provider, _region, _hardware, _currency, _source, _private) = (terms.Provider, terms.Region, terms.HardwareClass, terms.Currency, terms.Source, terms.IsPrivate);
        (_from, _egress) = (terms.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), PlacementText.Tiers(terms.Egress));
        (_until, _licences) = (terms.ValidUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", string.Join(", ", terms.ExcludedLicences ?? []));
        _classes.UnionWith(terms.AllowedClassifications);
        foreach (var (key, value) in terms.Numbers)
        {
            _numbers[key] = PlacementText.Field(value);
        }
    }

    private string? Of(string field) => Refused?.Fields.GetValueOrDefault(field);

    private void Choose(DataClassification one, bool chosen)
    {
        if (chosen)
        {
            _classes.Add(one);
        }
        else
        {
            _classes.Remove(one);
        }
    }

    private Task SaveAsync() => Place is { } place
        ? RunAsync((actor, ct) => SaveAsync(terms => Edit.RunAsync(actor, new EditPlacementOptionRequest(place.Name, place.Revision, terms), ct)), _ => GoAsync())
        : RunAsync((actor, ct) => SaveAsync(terms => Add.RunAsync(actor, new AddPlacementOptionRequest(_name.Trim(), terms), ct)), _ => GoAsync());

    private async Task<Outcome<T>> SaveAsync<T>(Func<PlaceTerms, Task<Outcome<T>>> act)
    {
        if (PlacementText.Tiers(_egress) is not { } tiers)
        {
            return Refusal.Invalid("egress", "A line is GB and a price, such as “100 0”; the last is “rest 0.085”.");
        }

        var typed = _numbers.Where(pair => pair.Value.Length > 0).ToList();
        return typed.Find(pair => PlacementText.Parse(pair.Value) is null) is { Key: { } wrong }
            ? Refusal.Invalid(wrong, "A number is needed here, such as 12 or 0.5.")
            : await act(new PlaceTerms(
                Kind, _provider, _region, _hardware, _currency.Trim().ToUpperInvariant(), DateOnly.TryParse(_from, CultureInfo.InvariantCulture, out var from) ? from : default, _source, _private,
                [.. _classes.Order()], tiers, typed.ToDictionary(pair => pair.Key, pair => PlacementText.Parse(pair.Value)!.Value, StringComparer.Ordinal),
                PlacementText.List(_licences), DateOnly.TryParse(_until, CultureInfo.InvariantCulture, out var until) ? until : null));
    }

    private Task RetireAsync(PlaceRow place, string reason) => RunAsync((actor, ct) => Retire.RunAsync(actor, new RetirePlacementOptionRequest(place.Name, reason), ct), _ => GoAsync());

    private Task GoAsync()
    {
        Navigation.NavigateTo(PlacementPages.Catalogue);
        return Task.CompletedTask;
    }
}
