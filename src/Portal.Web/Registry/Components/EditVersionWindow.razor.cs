using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Web.Registry.Components;

/// <summary>What of a version may change: its words, its tags, the aliases that point at it.</summary>
public sealed partial class EditVersionWindow
{
    private string _description = "";
    private string _tags = "";
    private string _aliases = "";
    private string? _problem;

    [Parameter, EditorRequired]
    public required VersionView Version { get; set; }

    /// <summary>Those of the whole model, as they were when the page was loaded.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<AliasRow> Aliases { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnSaved { get; set; }

    [Inject]
    private EditVersion Edit { get; set; } = null!;

    [Inject]
    private MoveAlias Move { get; set; } = null!;

    [Inject]
    private RemoveAlias Remove { get; set; } = null!;

    protected override void OnInitialized() => (_description, _tags, _aliases) = (
        Version.Description,
        string.Join('\n', Version.Tags.Select(tag => $"{tag.Key}: {tag.Value}")),
        string.Join(", ", Version.Aliases));

    private string? Of(string field) => Refused?.Fields.GetValueOrDefault(field);

    private Task SaveAsync()
    {
        _problem = null;
        if (Tags() is not { } tags)
        {
            _problem = "Write each tag as a name, a colon and its value, and each name once.";
            return Task.CompletedTask;
        }

        return RunAsync((actor, ct) => SaveAllAsync(actor, tags, ct), _ => OnSaved.InvokeAsync());
    }

    /// <summary>Aliases first: they are the part that somebody else may have moved meanwhile.</summary>
    private async Task<Outcome<Done>> SaveAllAsync(Actor actor, Dictionary<string, string> tags, CancellationToken ct)
    {
        var wanted = _aliases.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(alias => alias.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToList();
        foreach (var alias in wanted.Except(Version.Aliases, StringComparer.Ordinal))
        {
            var seen = Aliases.FirstOrDefault(row => row.Alias == alias)?.Number ?? 0;
            var moved = await Move.RunAsync(actor, new MoveAliasRequest(Version.Model, alias, Version.Number, seen), ct);
            if (!moved.IsOk)
            {
                return moved;
            }
        }

        foreach (var alias in Version.Aliases.Except(wanted, StringComparer.Ordinal))
        {
            var removed = await Remove.RunAsync(actor, new RemoveAliasRequest(Version.Model, alias, Version.Number), ct);
            if (!removed.IsOk)
            {
                return removed;
            }
        }

        var same = _description == Version.Description && tags.Count == Version.Tags.Count && Version.Tags.All(tag => tags.GetValueOrDefault(tag.Key) == tag.Value);
        return same ? default(Done) : await Edit.RunAsync(actor, new EditVersionRequest(Version.Model, Version.Number, Version.Revision, _description, tags), ct);
    }

    private Dictionary<string, string>? Tags()
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in _tags.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || !tags.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim()))
            {
                return null;
            }
        }

        return tags;
    }
}
