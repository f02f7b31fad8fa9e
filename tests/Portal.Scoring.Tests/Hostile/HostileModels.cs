using static Portal.Scoring.Tests.Hostile.OnnxBytes;

namespace Portal.Scoring.Tests.Hostile;

/// <summary>Models from `x` [N, 2] that mean harm, or say what is not true. Written when they are asked for.</summary>
internal static class HostileModels
{
    private static readonly byte[] s_probability = Value("p", FloatType, "N", "1");
    private static readonly byte[] s_weights = Floats("w", [2, 1], 0.01f, 0.02f);

    public static byte[] Make(string name) => s_models[name]();

    private static readonly Dictionary<string, Func<byte[]>> s_models = new(StringComparer.Ordinal)
    {
        ["honest"] = () => Model(Linear()),
        ["other-format-inside"] = () => Model(Linear(), producer: "ORTM" + new string('x', 28)),

        // What they keep elsewhere.
        ["external-absolute"] = () => WithWeights(("location", "/etc/passwd")),
        ["external-drive"] = () => WithWeights(("location", "C:/secrets.bin")),
        ["external-parent"] = () => WithWeights(("location", "data/../../../etc/passwd")),
        ["external-memory"] = () => WithWeights(("location", "*/_ORT_MEM_ADDR_/*"), ("offset", "4096"), ("length", "8")),
        ["external-twice"] = () => WithWeights(("location", "weights.bin"), ("location", "../../etc/passwd")),
        ["external-missing"] = () => WithWeights(("location", "elsewhere.bin")),
        ["external-beyond"] = () => WithWeights(("location", "weights.bin"), ("offset", "4611686018427387904"), ("length", "8")),
        ["external-negative"] = () => WithWeights(("location", "weights.bin"), ("offset", "-8")),
        ["external-short"] = () => Model(Graph(Logistic(), [s_probability], External("w", [2_000_000, 1], ("location", "weights.bin")))),
        ["external-good"] = () => WithWeights(("location", "weights.bin"), ("offset", "4"), ("length", "8")),

        // What they declare.
        ["declares-too-much"] = () => Model(Graph(Logistic(), [s_probability], Tensor("w", FloatType, [2, 1_000_000_000], new byte[8]))),
        ["declares-beyond-numbers"] = () => Model(Graph(Logistic(), [s_probability], Tensor("w", FloatType, [1L << 40, 1L << 40], new byte[8]))),
        ["negative-dimension"] = () => Model(Graph(Logistic(), [s_probability], Tensor("w", FloatType, [-2, 1], new byte[8]))),
        ["no-data"] = () => Model(Graph(Logistic(), [s_probability], [.. Number(1, 2), .. Number(1, 8_000_000_000), .. Number(2, FloatType), .. Text(8, "w")])),
        ["endless-name"] = () => Model(Linear(), producer: new string('n', 5 * 1024 * 1024)),
        ["endless-metadata"] = () => Model(Linear(), more: [.. Enumerable.Range(0, 2000).Select(i => Metadata($"key{i}", "value"))]),
        ["opset-of-the-future"] = () => Model(Linear(), opset: 999),
        ["format-of-the-future"] = () => Model(Linear(), irVersion: 999),

        // What their graphs are like.
        ["nested"] = () => Model(Enumerable.Range(0, 60).Aggregate(Array.Empty<byte>(), (inner, _) => Field(1, [.. Text(4, "If"), .. Field(5, Inner("then_branch", inner))]))),
        ["million-operators"] = () => Model(Graph(Chain(1_000_000), [s_probability], s_weights)),
        ["circle"] = () => Model(Graph([Node("Add", "x b", "a"), Node("Identity", "a", "b"), .. Logistic()], [s_probability], s_weights)),
        ["function-circle"] = () => Model(
            Graph([Node("own::first", "x", "y"), Node("MatMul", "y w", "s"), Node("Sigmoid", "s", "p")], [s_probability], s_weights), more:
            [UsesOwnDomain, Function("first", Node("own::second", "a", "b")), Function("second", Node("own::first", "a", "b"))]),
        ["function-doubling"] = () => Model(
            Graph([Node("own::f0", "x", "y"), Node("MatMul", "y w", "s"), Node("Sigmoid", "s", "p")], [s_probability], s_weights), more:
            [UsesOwnDomain, .. Enumerable.Range(0, 40).Select(i => Function($"f{i}", Node($"own::f{i + 1}", "a", "c"), Node($"own::f{i + 1}", "c", "b"))), Function("f40", Node("Identity", "a", "b"))]),

        // What they do when they run.
        ["growing-loop"] = () => Model(Growing()),
        ["slow-operator"] = () => Model(Graph(
            [Node("ConstantOfShape", "size", "big"), Node("MatMul", "big big", "product"), Node("ReduceMax", "product", "most", Whole("keepdims", 0)), Node("MatMul", "x w", "s"), Node("Add", "s most", "t"), Node("Sigmoid", "t", "p")],
            [s_probability], s_weights, Longs("size", [2], 9000, 9000))),
        ["too-many-rows"] = () => Model(Graph(
            [.. Logistic("q"), Node("Tile", "q times", "p")], [s_probability], s_weights, Longs("times", [2], 100_000, 1))),
        ["one-row-for-all"] = () => Model(Graph([.. Logistic("q"), Node("ReduceMean", "q", "p", Wholes("axes", 0))], [s_probability], s_weights)),
        ["other-type"] = () => Model(Graph([.. Logistic("q"), Node("Cast", "q", "p", Whole("to", LongType))], [s_probability], s_weights)),
        ["random"] = () => Model(Graph([.. Logistic("q"), Node("RandomUniformLike", "q", "p")], [s_probability], s_weights)),
        ["above-one"] = () => Model(Graph([.. Logistic("q"), Node("Add", "q q", "p")], [s_probability], s_weights)),
        ["no-distribution"] = () => Model(Graph([.. Logistic("q"), Node("Concat", "q q", "p", Whole("axis", 1))], [Value("p", FloatType, "N", "2")], s_weights)),
        ["label-lies"] = () => Model(Graph(
            [.. Logistic("q"), Node("Sub", "one q", "r"), Node("Concat", "r q", "p", Whole("axis", 1)), Node("ArgMin", "p", "label", Whole("axis", 1), Whole("keepdims", 0))],
            [Value("label", LongType, "N"), Value("p", FloatType, "N", "2")], s_weights, Floats("one", [1], 1f))),
    };

    /// <summary>What the honest model computes, by its own arithmetic.</summary>
    public static double Honest(double first, double second) => 1 / (1 + Math.Exp(-((0.01 * first) + (0.02 * second))));

    private static byte[] Linear() => Graph(Logistic(), [s_probability], s_weights);

    private static byte[][] Logistic(string output = "p") => [Node("MatMul", "x w", "sum"), Node("Sigmoid", "sum", output)];

    private static byte[] WithWeights(params (string Key, string Value)[] place) => Model(Graph(Logistic(), [s_probability], External("w", [2, 1], place)));

    private static IEnumerable<byte[]> Chain(int length) =>
        Enumerable.Range(0, length).Select(i => Node("Identity", i == 0 ? "x" : $"i{i}", $"i{i + 1}")).Concat([Node("MatMul", $"i{length} w", "s"), Node("Sigmoid", "s", "p")]);

    /// <summary>Each trip makes a tensor of twice the size: after thirty it is larger than any machine's memory.</summary>
    private static byte[] Growing()
    {
        var body = Body(
            [Node("Identity", "go", "on"), Node("Concat", "v v", "vv", Whole("axis", 0))],
            [Value("trip", LongType), Value("go", BoolType), Value("v", FloatType, "K", "1")],
            [Value("on", BoolType), Value("vv", FloatType, "M", "1")]);
        return Graph(
            [.. Logistic("q"), Node("Loop", "trips yes q", "grown", Inner("body", body)), Node("ReduceMax", "grown", "most", Whole("keepdims", 0)), Node("Add", "q most", "p")],
            [s_probability],
            s_weights, Longs("trips", [], 60), Tensor("yes", BoolType, [], [1]));
    }
}
