using Microsoft.AspNetCore.Components;

namespace Portal.Web.Shell.Components;

/// <summary>What every labelled control shares: label, hint, error, and how they are tied together for screen readers.</summary>
public abstract class FieldBase : ComponentBase
{
    protected string Id { get; } = Ids.Next("field");

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>What is expected, before it goes wrong.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong and what would be right.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Required { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public bool Autofocus { get; set; }

    [Parameter]
    public int? MaxLength { get; set; }

    /// <summary>The name under which a plain form posts it.</summary>
    [Parameter]
    public string? Name { get; set; }

    protected string? DescribedBy =>
        string.Join(' ', new[] { Error is null ? null : Id + "-error", Hint is null ? null : Id + "-hint" }.Where(id => id is not null)) is { Length: > 0 } ids ? ids : null;

    protected string? Invalid => Error is null ? null : "true";

    protected string? Focus => Autofocus ? "true" : null;

    protected Task ChangedAsync(string? value) => ValueChanged.InvokeAsync(value ?? "");
}
