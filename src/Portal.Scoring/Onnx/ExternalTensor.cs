namespace Portal.Scoring.Onnx;

/// <summary>Weights that a model keeps in another file.</summary>
/// <param name="Location">Where, as the model says it; empty when it does not.</param>
/// <param name="Offset">Bytes before them; <see langword="null"/> when what it says is no number.</param>
/// <param name="Length">Bytes that they take, where it says so; as what the tensor's shape needs otherwise.</param>
internal sealed record ExternalTensor(string Location, long? Offset, long? Length);
