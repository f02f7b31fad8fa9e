using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Portal.Core.Promotions.Documents;

/// <summary>A wrong place in a text.</summary>
/// <param name="Line">From 1.</param>
public sealed record YamlFault(long Line, string Sentence);

/// <summary>
/// Reads a YAML text that is data and nothing else into JSON, and remembers on which line each value began. Anchors, tags, several
/// documents, keys that stand twice and depth beyond a limit are refused: none of them says anything that a policy needs.
/// </summary>
internal sealed class YamlReader
{
    private const int Deepest = 20;

    private readonly Dictionary<string, long> _lines = new(StringComparer.Ordinal) { ["$"] = 1 };
    private readonly Parser _parser;

    private YamlReader(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>On which line the value of a path such as <c>$.policies[0].rules</c> began; of the nearest one above it that is known.</summary>
    public long LineOf(string path)
    {
        for (var at = path; at.Length > 1; at = Above(at))
        {
            if (_lines.TryGetValue(at, out var line))
            {
                return line;
            }
        }

        return 1;
    }

    /// <returns>The value and its lines, or the first fault.</returns>
    public static (JsonNode? Node, YamlReader Reader, YamlFault? Fault) Read(string text)
    {
        var reader = new YamlReader(text);
        try
        {
            reader.Expect<StreamStart>();
            if (reader._parser.Current is StreamEnd)
            {
                return (null, reader, new YamlFault(1, "The text is empty."));
            }

            reader.Expect<DocumentStart>();
            var node = reader.Value("$", 0);
            reader.Expect<DocumentEnd>();
            return reader._parser.Current is StreamEnd ? (node, reader, null) : (null, reader, new YamlFault(reader.Line, "The text holds more than one document."));
        }
        catch (FaultException fault)
        {
            return (null, reader, fault.Fault);
        }
        catch (YamlException broken)
        {
            return (null, reader, new YamlFault(Math.Clamp(broken.Start.Line, 1, 1 + text.AsSpan().TrimEnd().Count('\n')), $"This is no YAML: {broken.InnerException?.Message ?? broken.Message}"));
        }
    }

    private long Line => _parser.Current?.Start.Line ?? 1;

    private void Expect<TEvent>()
        where TEvent : ParsingEvent
    {
        if (_parser.Current is null)
        {
            _parser.MoveNext();
        }

        if (_parser.Current is not TEvent)
        {
            throw new FaultException(new YamlFault(Line, "Something else was expected here."));
        }

        _parser.MoveNext();
    }

    private JsonNode? Value(string path, int depth)
    {
        _lines[path] = Line;
        Refuse(depth > Deepest, "This is nested too deeply.");
        Refuse(_parser.Current is AnchorAlias || _parser.Current is NodeEvent { Anchor.IsEmpty: false }, "Anchors and aliases are not read; write the value out.");
        Refuse(_parser.Current is NodeEvent { Tag.IsEmpty: false } and not Scalar { IsQuotedImplicit: true }, "Tags are not read.");
        switch (_parser.Current)
        {
            case Scalar scalar:
                _parser.MoveNext();
                return scalar.Style == ScalarStyle.Plain ? YamlText.Plain(scalar.Value) : JsonValue.Create(scalar.Value);
            case SequenceStart:
                return Items(path, depth);
            case MappingStart:
                return Members(path, depth);
            default:
                throw new FaultException(new YamlFault(Line, "A value was expected here."));
        }
    }

    private JsonArray Items(string path, int depth)
    {
        _parser.MoveNext();
        var items = new JsonArray();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(Value($"{path}[{items.Count}]", depth + 1));
        }

        _parser.MoveNext();
        return items;
    }

    private JsonObject Members(string path, int depth)
    {
        _parser.MoveNext();
        var members = new JsonObject();
        while (_parser.Current is not MappingEnd)
        {
            Refuse(_parser.Current is not Scalar, "A name was expected here.");
            var name = ((Scalar)_parser.Current!).Value;
            Refuse(members.ContainsKey(name), $"{name} stands here twice.");
            _parser.MoveNext();
            members.Add(name, Value($"{path}.{name}", depth + 1));
        }

        _parser.MoveNext();
        return members;
    }

    private void Refuse(bool when, string sentence)
    {
        if (when)
        {
            throw new FaultException(new YamlFault(Line, sentence));
        }
    }

    private static string Above(string path) => path[..Math.Max(1, Math.Max(path.LastIndexOf('.'), path.LastIndexOf('[')))];

    private sealed class FaultException(YamlFault fault) : Exception(fault.Sentence)
    {
        public YamlFault Fault => fault;
    }
}
