using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Web.Registry.Components;

/// <summary>What of a version may change: its words, its tags, the aliases that point at it.</summary>
public sealed partial class EditVersionWindow
{
    private VersionView _seen = null!;
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

    protected override void OnInitialized() => (_seen, _description, _tags, _aliases) = (
        Version,
        Version.Description,
        string.Join('\n', Version.Tags.Select(tag => $"{tag.Key}: {tag.Value}")),
        string.Join(", ", Version.Aliases));

    /// <summary>What is shown behind the window is out of date once that was said.</summary>
    private Task CloseAsync() => Refused?.Kind == RefusalKind.Stale ? OnSaved.InvokeAsync() : OnClose.InvokeAsync();

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

    /// <summary>
    /// Several acts, and any of them may be refused: what is done counts as seen, so that saving again does the rest.
    /// </summary>
    private async Task<Outcome<Done>> SaveAllAsync(Actor actor, Dictionary<string, string> tags, CancellationToken ct)
    {
        var same = _description == _seen.Description && tags.Count == _seen.Tags.Count && _seen.Tags.All(tag => tags.GetValueOrDefault(tag.Key) == tag.Value);
        if (!same)
        {
            var edited = await Edit.RunAsync(actor, new EditVersionRequest(_seen.Model, _seen.Number, _seen.Revision, _description, tags), ct);
            if (!edited.IsOk)
            {
                return edited;
            }

            _seen = _seen with { Description = _description, Tags = [.. tags.Select(tag => new TagRow(tag.Key, tag.Value))], Revision = _seen.Revision + 1 };
        }

        var wanted = _aliases.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(alias => alias.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToList();
        foreach (var alias in wanted.Except(_seen.Aliases, StringComparer.Ordinal).ToList())
        {
            var seen = Aliases.FirstOrDefault(row => row.Alias == alias)?.Number ?? 0;
            var moved = await Move.RunAsync(actor, new MoveAliasRequest(_seen.Model, alias, _seen.Number, seen), ct);
            if (!moved.IsOk)
            {
                return moved;
            }

            _seen = _seen with { Aliases = [.. _seen.Aliases, alias] };
        }

        foreach (var alias in _seen.Aliases.Except(wanted, StringComparer.Ordinal).ToList())
        {
            var removed = await Remove.RunAsync(actor, new RemoveAliasRequest(_seen.Model, alias, _seen.Number), ct);
            if (!removed.IsOk)
            {
                return removed;
            }

            _seen = _seen with { Aliases = [.. _seen.Aliases.Where(left => left != alias)] };
        }

        return default(Done);
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
