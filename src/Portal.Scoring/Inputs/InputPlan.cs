using Portal.Scoring.Contract;
using Portal.Scoring.Onnx;

namespace Portal.Scoring.Inputs;

/// <summary>How each input of a model is filled from a table. Everything that can be told before the model runs is told here.</summary>
internal sealed class InputPlan
{
    private readonly List<Func<int, InputTensor>> _inputs = [];
    private readonly List<UnseenCategories> _unseen = [];
    private readonly ModelScan _scan;
    private readonly ScoringSpec _spec;
    private readonly CsvReader _table;

    private InputPlan(ModelScan scan, ScoringSpec spec, CsvReader table)
    {
        (_scan, _spec, _table) = (scan, spec, table);
        RowByRow = scan.Signature.Inputs.Any(input => input.Shape is [{ Size: 1 }, ..]);
    }

    /// <summary>Whether the model takes exactly one row a call.</summary>
    public bool RowByRow { get; }

    /// <summary>The columns that the model takes.</summary>
    public IReadOnlyList<InputColumn> Columns { get; private set; } = [];

    public IEnumerable<ScoringFinding> Findings() => _unseen.Select(unseen => unseen.Finding()).OfType<ScoringFinding>();

    /// <summary>Room for the inputs of one batch.</summary>
    public InputBatch Batch(int rows) => new([.. _inputs.Select(make => make(rows))], rows);

    /// <summary>Makes the plan.</summary>
    /// <exception cref="RefusedException">Model, declaration and table do not fit.</exception>
    public static InputPlan Make(ModelScan scan, ScoringSpec spec, CsvReader table)
    {
        var inputs = scan.Signature.Inputs;
        if (inputs.Count == 0)
        {
            throw new RefusedException("no-inputs", "The model has no input, so that its answer cannot depend on a row.");
        }

        foreach (var input in inputs)
        {
            CheckForm(input);
        }

        var plan = new InputPlan(scan, spec, table);
        if (IsMatrix(inputs, spec))
        {
            plan.TakeMatrix(inputs[0]);
        }
        else
        {
            plan.TakeColumns(inputs);
        }

        return plan;
    }

    /// <summary>One input wider than a column is a matrix, whatever a declaration says; several inputs are columns.</summary>
    private static bool IsMatrix(IReadOnlyList<ModelValue> inputs, ScoringSpec spec) =>
        inputs is [{ ElementType: not "string" } only]
        && (only.Shape is [_, { Size: > 1 }] || (only.Shape is [_, _] && spec.InputStyle != InputStyle.Columns && only.Shape[1].Size != 1)
            || spec.InputStyle == InputStyle.Matrix);

    private static void CheckForm(ModelValue input)
    {
        if (input.Kind != "tensor")
        {
            throw new RefusedException("input-kind", $"The input `{input.Name}` is a {input.Kind}; only tensors can be filled from a table.");
        }

        if (input.Shape is null or { Count: 0 or > 2 })
        {
            var rank = input.Shape is null ? "an unknown rank" : $"rank {input.Shape.Count} ({string.Join(" × ", input.Shape)})";
            throw new RefusedException("input-rank", $"The input `{input.Name}` has {rank}; rows of a table fill inputs of rank 1 or 2, such as [N] or [N, F].");
        }

        if (input.Shape[0].Size is { } fixedRows and not 1)
        {
            throw new RefusedException("fixed-batch", $"The input `{input.Name}` takes exactly {fixedRows} rows a call; export the model with a free first dimension.");
        }
    }

    private void TakeMatrix(ModelValue input)
    {
        var order = _spec.FeatureOrder;
        if (order.Count == 0)
        {
            throw new RefusedException("feature-order-missing", $"The model takes its features as one matrix (`{input}`) and does not say in which order. Declare the feature order of this version.");
        }

        if (input.Shape!.Count == 2 && input.Shape[1].Size is { } wanted && wanted != order.Count)
        {
            throw new RefusedException("feature-count", $"The model wants {wanted} features, its declared feature order names {order.Count}.");
        }

        RefuseMissing(order);
        Columns = [.. order.Distinct(StringComparer.Ordinal).Select(name => new InputColumn(name, _spec.FeatureEncoding.ContainsKey(name) ? InputKind.Category : InputKind.Number))];
        var features = order.Select(ToFeature).ToArray();
        _inputs.Add(input.ElementType switch
        {
            "float" => rows => new FeatureMatrix<float>(input, features, rows),
            "double" => rows => new FeatureMatrix<double>(input, features, rows),
            _ => throw UnknownType(input),
        });
    }

    private Feature ToFeature(string name)
    {
        var unseen = new UnseenCategories(name, "no number for them (NaN)", known: null);
        _unseen.Add(unseen);
        return new Feature(
            _table.IndexOf(name),
            _spec.FeatureEncoding.TryGetValue(name, out var encoding) ? Utf8Keys.Index(encoding) : null,
            unseen);
    }

    private void TakeColumns(IReadOnlyList<ModelValue> inputs)
    {
        RefuseMissing([.. inputs.Select(input => input.Name)]);
        Columns = [.. inputs.Select(input => new InputColumn(input.Name, KindOf(input.ElementType)))];
        foreach (var input in inputs)
        {
            if (input.Shape is [_, { Size: not (null or 1) }])
            {
                throw new RefusedException("input-width", $"The input `{input}` is wider than one column of the table.");
            }

            var column = _table.IndexOf(input.Name);
            var unseen = new UnseenCategories(input.Name, "zeros instead", _scan.Categories.GetValueOrDefault(input.Name));
            _unseen.Add(unseen);
            _inputs.Add(input.ElementType switch
            {
                "float" => rows => new NumberColumn<float>(input, column, rows),
                "double" => rows => new NumberColumn<double>(input, column, rows),
                "int64" => rows => new WholeColumn<long>(input, column, rows, unseen),
                "int32" => rows => new WholeColumn<int>(input, column, rows, unseen),
                "string" => rows => new TextColumn(input, column, rows, unseen),
                _ => throw UnknownType(input),
            });
        }
    }

    private void RefuseMissing(IReadOnlyList<string> wanted)
    {
        var missing = wanted.Where(name => _table.IndexOf(name) < 0).ToArray();
        if (missing.Length > 0)
        {
            var names = string.Join(", ", missing.Take(5).Select(name => $"`{name}`"));
            throw new RefusedException(
                "missing-column",
                $"The dataset lacks {(missing.Length == 1 ? "the column" : $"{missing.Length} columns")} {names}{(missing.Length > 5 ? " …" : "")} that the model needs.");
        }
    }

    private static InputKind KindOf(string elementType) => elementType switch
    {
        "string" => InputKind.Category,
        "int64" or "int32" => InputKind.Whole,
        _ => InputKind.Number,
    };

    private static RefusedException UnknownType(ModelValue input) =>
        new("input-type", $"The input `{input.Name}` holds {input.ElementType}; float, double, int32, int64 and string can be filled from a table.");
}
