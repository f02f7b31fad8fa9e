using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

/// <summary>
/// Makes scoring rules of what a file says and what a member adds. What nobody says is a problem, never a default; what both say must
/// agree, but for the threshold. Pure.
/// </summary>
public sealed partial class ScoringMerge
{
    private readonly ModelTask _task;
    private readonly ModelSignature _signature;
    private readonly ModelDeclaration _declared;
    private readonly ScoringStatement _said;
    private readonly Func<string, IReadOnlyList<string>?> _labelValues;
    private readonly Dictionary<string, RuleSource> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);

    private ScoringMerge(ModelTask task, ModelSignature signature, ScoringStatement said, Func<string, IReadOnlyList<string>?> labelValues)
    {
        _task = task;
        _signature = signature;
        _declared = ModelDeclaration.Read(signature.Metadata);
        _said = said;
        _labelValues = labelValues;
    }

    /// <param name="labelValues">The values that a column has in the data at hand, null when there are none.</param>
    public static ScoringDraft Make(ModelTask task, ModelSignature signature, ScoringStatement? said, Func<string, IReadOnlyList<string>?> labelValues) =>
        new ScoringMerge(task, signature, said ?? new(), labelValues).Make();

    private ScoringDraft Make()
    {
        if (_task == ModelTask.TextGeneration)
        {
            return MakeTexts();
        }

        CheckTask();
        var style = Style();
        var order = style == InputStyle.Matrix ? List(ScoringFields.FeatureOrder, _declared.FeatureOrder, _said.FeatureOrder, "Say which column stands where in the model's feature matrix.") : [];
        var encoding = style == InputStyle.Matrix ? Encoding() : new Dictionary<string, IReadOnlyDictionary<string, double>>();
        var column = Text(ScoringFields.LabelColumn, _declared.Target, _said.LabelColumn, "Say which column of the data holds the true outcome.");
        var known = column is null || Several ? null : _labelValues(column);
        var labels = _task.HasClasses() ? Labels() : [];
        var values = Several ? labels : labels is { Count: > 0 } && column is not null ? Values(labels, column, known) : null;
        var positive = Binary ? Class(ScoringFields.PositiveClass, _declared.PositiveClass, _said.PositiveClass, labels, values, "Say which class is the positive one: the one that the metrics look for.") : null;
        var favourable = Binary ? Class(ScoringFields.FavourableClass, _declared.FavourableClass, _said.FavourableClass, labels, values, "Say which outcome is favourable: good for the person concerned.") : null;
        var threshold = _task.HasThreshold() ? Threshold() : null;
        var scale = Scale();
        var statement = new ScoringStatement(style, order, encoding, column, labels, Pairs(labels, values), positive, favourable, threshold, scale, QueryColumn(column), Quantiles(), LabelSeparator(labels), RoleColumn(column));
        return new(statement, _sources, _problems, known, _declared.Problems, _problems.Count == 0 ? Rules(statement, values) : null);
    }

    private bool Binary => _task == ModelTask.BinaryClassification;

    private bool Several => _task == ModelTask.MultilabelClassification;

    private static ScoringRules Rules(ScoringStatement known, IReadOnlyList<string>? values) =>
        new(known.InputStyle!.Value, known.FeatureOrder!, known.FeatureEncoding!, known.LabelColumn!, values ?? [], known.PositiveClass ?? "", known.FavourableClass ?? "", known.DecisionThreshold ?? 0)
        {
            ModelLabels = known.ClassLabels ?? [],
            Scale = known.Scale ?? ScoreScale.Probability,
            QueryColumn = known.QueryColumn,
            Quantiles = known.Quantiles,
            LabelSeparator = known.LabelSeparator,
            RoleColumn = known.RoleColumn,
            IdentifierColumn = known.IdentifierColumn,
            TextColumn = known.TextColumn,
        };

    private void CheckTask()
    {
        if (_declared.Task is { } word && RegistryWords.TaskOf(word) != _task)
        {
            _problems[ScoringFields.Task] = $"The file was made for {word.Replace('_', ' ')}; this model is for {_task.InWords()}.";
        }
    }

    private InputStyle? Style()
    {
        InputStyle? file = _declared.InputStyle switch
        {
            Scoring.Contract.InputStyle.Columns => InputStyle.Columns,
            Scoring.Contract.InputStyle.Matrix => InputStyle.Matrix,
            _ => null,
        };
        if (ShownStyle() is not { } shown)
        {
            return Value(ScoringFields.InputStyle, file, _said.InputStyle, "Say whether the model takes one input a column or one feature matrix.");
        }

        if (_said.InputStyle is { } said && said != shown)
        {
            Wrong(ScoringFields.InputStyle, $"The model's inputs are {(shown == InputStyle.Columns ? "columns" : "one matrix")}, whatever is said of them.");
        }

        // What the graph takes is a fact, and metadata that say otherwise are not.
        _sources[ScoringFields.InputStyle] = file == shown ? RuleSource.File : RuleSource.Signature;
        return shown;
    }

    /// <summary>What the inputs alone prove: several of them are columns, one that is wider than a column is a matrix.</summary>
    private InputStyle? ShownStyle() => _signature.Inputs switch
    {
        { Count: > 1 } => InputStyle.Columns,
        [{ ElementType: "string" }] => InputStyle.Columns,
        [{ Shape: [_, { Size: > 1 }] }] => InputStyle.Matrix,
        _ => null,
    };

    private IReadOnlyList<string>? Labels()
    {
        var labels = List(ScoringFields.ClassLabels, _declared.ClassLabels, _said.ClassLabels, "Say which classes the model knows, in the order of its probabilities.");
        if (Binary && labels is { Count: > 0 } and not { Count: 2 })
        {
            _problems[ScoringFields.ClassLabels] = $"Binary classification has two classes; the model names {labels.Count}.";
            return null;
        }

        return labels;
    }

    private IReadOnlyList<string>? Values(IReadOnlyList<string> labels, string column, IReadOnlyList<string>? known)
    {
        var (values, problem) = ClassMapping.Resolve(labels, column, known, _declared, _signature, _said.ClassValues);
        if (problem is not null)
        {
            _problems[ScoringFields.ClassValues] = problem;
        }
        else
        {
            _sources[ScoringFields.ClassValues] = labels.Any(label => _said.ClassValues?.ContainsKey(label) == true) ? RuleSource.Member : RuleSource.File;
        }

        return values;
    }

    private string? Class(string field, string? file, string? said, IReadOnlyList<string>? labels, IReadOnlyList<string>? values, string ask)
    {
        if (labels is null || values is null)
        {
            // Without the classes the question cannot be put.
            return null;
        }

        // The file writes the model's own labels; a person sees the label column's values and says those.
        var fromFile = file is null ? null : ToValue(file, labels, values) ?? Wrong(field, $"The file names the class {file}, which is none of its classes {string.Join(" and ", labels)}.");
        var fromMember = said is null ? null : values.Contains(said, StringComparer.Ordinal) ? said : ToValue(said, labels, values) ?? Wrong(field, $"'{said}' is none of the classes {string.Join(" and ", values)}.");
        return _problems.ContainsKey(field) ? null : Text(field, fromFile, fromMember, ask);
    }

    private static string? ToValue(string label, IReadOnlyList<string> labels, IReadOnlyList<string> values)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (string.Equals(labels[i], label, StringComparison.Ordinal))
            {
                return values[i];
            }
        }

        return values.Contains(label, StringComparer.Ordinal) ? label : null;
    }

    private double? Threshold()
    {
        var threshold = _said.DecisionThreshold ?? _declared.Threshold;
        if (threshold is not (>= 0 and <= 1))
        {
            _problems[ScoringFields.DecisionThreshold] = threshold is null
                ? $"Say from which score on {(Several ? "a label" : "the positive class")} is predicted, 0 to 1."
                : "A decision threshold is a number from 0 to 1.";
            return null;
        }

        _sources[ScoringFields.DecisionThreshold] = _said.DecisionThreshold is { } said && said != _declared.Threshold ? RuleSource.Member : RuleSource.File;
        return threshold;
    }

    private ScoreScale? Scale()
    {
        ScoreScale? file = !_signature.Metadata.ContainsKey("score_transform") ? null
            : _declared.Transform == ScoreTransform.Sigmoid ? ScoreScale.LogOdds : ScoreScale.Probability;

        // Not a guess: the scoring refuses numbers outside 0 to 1, so that log-odds that nobody declared cannot pass as probabilities.
        return file is null && _said.Scale is null ? ScoreScale.Probability : Value(ScoringFields.Scale, file, _said.Scale, "");
    }

    private IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Encoding()
    {
        var (file, said) = (_declared.FeatureEncoding, _said.FeatureEncoding);
        if (file.Count > 0 && said is { Count: > 0 } && !Same(file, said))
        {
            Wrong(ScoringFields.FeatureEncoding, "The file encodes its categories otherwise.");
        }

        if (file.Count > 0 || said is { Count: > 0 })
        {
            _sources[ScoringFields.FeatureEncoding] = file.Count > 0 ? RuleSource.File : RuleSource.Member;
        }

        return file.Count > 0 ? file : said ?? file;
    }

    private static bool Same(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> left, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> right) =>
        left.Count == right.Count
        && left.All(column => right.TryGetValue(column.Key, out var numbers)
            && numbers.Count == column.Value.Count
            && column.Value.All(pair => numbers.TryGetValue(pair.Key, out var number) && number == pair.Value));

    private IReadOnlyList<string>? List(string field, IReadOnlyList<string> file, IReadOnlyList<string>? said, string ask)
    {
        var fromFile = file.Count == 0 ? null : file;
        var fromMember = said is { Count: > 0 } ? said : null;
        if (fromFile is not null && fromMember is not null && !fromFile.SequenceEqual(fromMember, StringComparer.Ordinal))
        {
            Wrong(field, $"The file says {string.Join(", ", fromFile.Take(12))}{(fromFile.Count > 12 ? " …" : "")}, in this order.");
            return fromFile;
        }

        return Known(field, fromFile, fromMember, ask);
    }

    private string? Text(string field, string? file, string? said, string ask)
    {
        var (fromFile, fromMember) = (string.IsNullOrEmpty(file) ? null : file, string.IsNullOrEmpty(said) ? null : said);
        if (fromFile is not null && fromMember is not null && !string.Equals(fromFile, fromMember, StringComparison.Ordinal))
        {
            Wrong(field, $"The file says {fromFile}, not {fromMember}.");
            return fromFile;
        }

        return Known(field, fromFile, fromMember, ask);
    }

    private T? Value<T>(string field, T? file, T? said, string ask)
        where T : struct, Enum
    {
        if (file is { } one && said is { } other && !one.Equals(other))
        {
            Wrong(field, $"The file says {one.ToString().ToLowerInvariant()}, not {other.ToString().ToLowerInvariant()}.");
            return one;
        }

        if ((file ?? said) is not { } value)
        {
            Wrong(field, ask);
            return null;
        }

        _sources[field] = file is null ? RuleSource.Member : RuleSource.File;
        return value;
    }

    private T? Known<T>(string field, T? file, T? said, string ask)
        where T : class
    {
        if ((file ?? said) is not { } value)
        {
            Wrong(field, ask);
            return null;
        }

        _sources[field] = file is null ? RuleSource.Member : RuleSource.File;
        return value;
    }

    private string? Wrong(string field, string sentence)
    {
        _problems[field] = sentence;
        return null;
    }

    private static Dictionary<string, string>? Pairs(IReadOnlyList<string>? labels, IReadOnlyList<string>? values) =>
        labels is null || values is null ? null : labels.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
}
