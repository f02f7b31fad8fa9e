using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.Web.Shell.Charts;

/// <summary>A <c>text</c> element of SVG: Razor keeps that tag for itself inside code.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter]
    public double X { get; set; }

    [Parameter]
    public double Y { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public string? Css { get; set; }

    /// <summary><c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    [Parameter]
    public string? Anchor { get; set; }

    /// <summary>Turned around its own place, in degrees.</summary>
    [Parameter]
    public double? Turn { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Css);
        builder.AddAttribute(2, "x", Figures.Svg(X));
        builder.AddAttribute(3, "y", Figures.Svg(Y));
        builder.AddAttribute(4, "text-anchor", Anchor);
        builder.AddAttribute(5, "transform", Turn is { } turn ? $"rotate({Figures.Svg(turn)} {Figures.Svg(X)} {Figures.Svg(Y)})" : null);
        builder.AddContent(6, Text);
        builder.CloseElement();
    }
}
