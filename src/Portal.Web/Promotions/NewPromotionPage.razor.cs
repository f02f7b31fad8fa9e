using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Promotions;

/// <summary>What is asked for stands in the address, so that it can be sent to a colleague and survives a reload.</summary>
public sealed partial class NewPromotionPage
{
    private string? _subject;
    private Refusal? _forbidden;
    private PromotionPreview? _preview;

    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    private int? Version { get; set; }

    [SupplyParameterFromQuery(Name = "environment")]
    private string? Environment { get; set; }

    [Inject]
    private ModelList Models { get; set; } = null!;

    [Inject]
    private VersionList Versions { get; set; } = null!;

    [Inject]
    private EnvironmentList Environments { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override Task OnInitializedAsync() => RunAsync(async ct => _forbidden = RoleRules.Refuses(await ActorAsync(ct), Permission.RequestPromotion));

    private async Task<Outcome<Choices>> LoadAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var most = new PageRequest(PageRequest.LargestSize);
        var models = await Models.ReadAsync(actor, new ModelListRequest(most), ct);
        var names = models.Value.Items.Select(row => row.Name).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var versions = Model is null ? null : await Versions.ReadAsync(actor, Model, most, ct);
        if (versions is { IsOk: false, Refusal: var unknown })
        {
            return unknown;
        }

        if (Version is { } asked && versions?.Value.Items.Any(row => row.Number == asked) != true)
        {
            return Refusal.NotFound($"Version {asked} of {Model}");
        }

        return new Choices(
            [.. names.Select(name => (name, name))],
            [.. (versions?.Value.Items ?? []).Select(row => (Text(row.Number), $"{row.Number}{(row.Description.Length == 0 ? "" : " · " + Shorten(row.Description))}"))],
            [.. (await Environments.ReadAsync(actor, new EnvironmentListRequest(most), ct)).Value.Items.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).Select(row => (row.Name, row.Name))],
            Model is not null && Version is { } number ? $"{versions!.Value.Items[0].Model} version {number}" : null);
    }

    private void ShowEnvironment(string environment) => Show(Model, Version is { } version ? Text(version) : null, environment);

    private void Show(string? model, string? version, string? environment)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("model", model), ("version", version), ("environment", environment) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        _preview = null;
        Navigation.NavigateTo("/promotions/new" + query, replace: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";

    private sealed record Choices(
        IReadOnlyList<(string Value, string Text)> Models, IReadOnlyList<(string Value, string Text)> Versions, IReadOnlyList<(string Value, string Text)> Environments, string? Subject);
}
