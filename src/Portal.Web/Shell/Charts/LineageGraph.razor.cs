using Microsoft.AspNetCore.Components;

namespace Portal.Web.Shell.Charts;

public sealed partial class LineageGraph
{
    private const double BoxHeight = 48;
    private const double RowGap = 20;

    private Dictionary<string, (double X, double Y)> _places = new(StringComparer.Ordinal);

    [Parameter, EditorRequired]
    public required IReadOnlyList<LineageNode> Nodes { get; set; }

    [Parameter, EditorRequired]
    public required string Finding { get; set; }

    /// <summary>For a column at the side of a page.</summary>
    [Parameter]
    public bool Narrow { get; set; }

    private double BoxWidth => Narrow ? 100 : 118;

    private double ColumnGap => Narrow ? 18 : 34;

    /// <summary>How many letters of the detail fit in a box; the title is set wider.</summary>
    private int Letters => Narrow ? 13 : 16;

    private double Width { get; set; }

    private double Height { get; set; }

    private IEnumerable<(LineageNode Node, (double X, double Y) Box)> Boxes => Nodes.Select(node => (node, _places[node.Key]));

    protected override void OnParametersSet()
    {
        var columns = Nodes.GroupBy(node => node.Column).OrderBy(column => column.Key).Select(column => column.ToList()).ToList();
        var tallest = columns.Select(column => column.Count).DefaultIfEmpty(1).Max();
        Height = (tallest * (BoxHeight + RowGap)) - RowGap + 8;
        Width = Math.Max(1, (columns.Count * (BoxWidth + ColumnGap)) - ColumnGap + 2);
        _places = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        for (var column = 0; column < columns.Count; column++)
        {
            var used = (columns[column].Count * (BoxHeight + RowGap)) - RowGap;
            for (var row = 0; row < columns[column].Count; row++)
            {
                _places[columns[column][row].Key] = (1 + (column * (BoxWidth + ColumnGap)), ((Height - used) / 2) + (row * (BoxHeight + RowGap)));
            }
        }
    }

    private static string Css(LineageState state) => state switch
    {
        LineageState.Made => "node",
        LineageState.Current => "node current",
        LineageState.Live => "node live-node",
        LineageState.Future => "node future",
    };

    private string Bend((double X, double Y) from, (double X, double Y) to)
    {
        var (startX, startY) = (from.X + BoxWidth, from.Y + (BoxHeight / 2));
        var (endX, endY) = (to.X, to.Y + (BoxHeight / 2));
        var middle = (startX + endX) / 2;
        return $"M{At(startX)} {At(startY)}C{At(middle)} {At(startY)} {At(middle)} {At(endY)} {At(endX)} {At(endY)}";
    }

    /// <summary>SVG text does not wrap: what does not fit in the box ends in an ellipsis, the list has it whole.</summary>
    internal static string Fit(string text, int letters) => text.Length <= letters ? text : text[..(letters - 1)].TrimEnd() + "…";

    private string Made(LineageNode node)
    {
        var sources = Nodes.Where(other => node.From.Contains(other.Key, StringComparer.Ordinal)).Select(other => other.Title).ToList();
        return sources.Count == 0 ? "" : ", from " + string.Join(" and ", sources);
    }

    private static string At(double place) => Figures.Svg(place);

    private RenderFragment Draw(LineageNode node, (double X, double Y) box) => builder =>
    {
        builder.OpenElement(0, "rect");
        builder.AddAttribute(1, "class", Css(node.State));
        builder.AddAttribute(2, "x", At(box.X));
        builder.AddAttribute(3, "y", At(box.Y));
        builder.AddAttribute(4, "width", At(BoxWidth));
        builder.AddAttribute(5, "height", At(BoxHeight));
        builder.AddAttribute(6, "rx", "6");
        builder.CloseElement();
        Text(builder, "t1", box.X + 12, box.Y + 20, Fit(node.Title, Letters - 1));
        Text(builder, "", box.X + 12, box.Y + 37, Fit(node.Detail, Letters));
    };

    private static void Text(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder, string css, double x, double y, string text)
    {
        builder.OpenElement(7, "text");
        builder.AddAttribute(8, "class", css);
        builder.AddAttribute(9, "x", At(x));
        builder.AddAttribute(10, "y", At(y));
        builder.AddContent(11, text);
        builder.CloseElement();
    }
}
