using System.Globalization;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Reading;

/// <summary>What is left of a span's or data point's attributes: those whose names are in the table, by what they mean. All else is dropped as it is read.</summary>
/// <param name="keepsInput">What was asked is read too, for a fingerprint.</param>
public sealed class ReadAttributes(AttributeNames names, bool keepsInput = false)
{
    /// <summary>More tokens than any request has: what says so is wrong.</summary>
    private const double MostTokens = 1e12;

    private static readonly int s_meanings = Enum.GetValues<AttributeMeaning>().Length;
    private readonly (string? Value, int Rank)[] _values = new (string?, int)[s_meanings];

    private readonly List<InputPart> _input = [];

    /// <summary>What was asked, where it is read. It goes no further than into a fingerprint.</summary>
    public IReadOnlyCollection<InputPart> Input => _input;

    /// <summary>One of its names is of generative AI.</summary>
    public bool IsGenerative { get; private set; }

    public string? this[AttributeMeaning meaning] => _values[(int)meaning].Value;

    /// <summary>Whether the value is worth reading: an exporter's texts are not.</summary>
    public bool Wants(string attribute)
    {
        IsGenerative |= names.IsGenerative(attribute);
        return names.Find(attribute) is not null || IsInput(attribute);
    }

    /// <summary>Whether it holds what was asked, and that is read.</summary>
    public bool IsInput(string attribute) => keepsInput && InputAttributes.Holds(attribute);

    public void Add(string attribute, string? value)
    {
        if (IsInput(attribute))
        {
            if (!string.IsNullOrEmpty(value))
            {
                _input.Add(new InputPart(attribute, value));
            }

            return;
        }

        if (string.IsNullOrEmpty(value) || names.Find(attribute) is not { } found)
        {
            return;
        }

        ref var kept = ref _values[(int)found.Meaning];
        if (kept.Value is null || found.Rank < kept.Rank)
        {
            kept = (value, found.Rank);
        }
    }

    /// <summary>The same, with what is not said here from another: a span's own before its resource's.</summary>
    public ReadAttributes Over(ReadAttributes resource)
    {
        for (var meaning = 0; meaning < s_meanings; meaning++)
        {
            if (_values[meaning].Value is null)
            {
                _values[meaning] = resource._values[meaning];
            }
        }

        return this;
    }

    public string? Text(AttributeMeaning meaning, int longest) => this[meaning] is { } value && !string.IsNullOrWhiteSpace(value) ? Texts.Fit(value.Trim(), longest) : null;

    /// <summary>Null when it is not said, or is no count.</summary>
    public long? Count(AttributeMeaning meaning)
    {
        if (this[meaning] is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= MostTokens && Math.Floor(number) == number ? (long)number : null;
    }
}
