namespace Portal.Scoring.Contract;

/// <summary>One file of a package: a model with the data files that it keeps its weights in.</summary>
/// <param name="Name">Its path inside the package, with forward slashes.</param>
/// <param name="Length">Its size in bytes, unpacked.</param>
/// <param name="Sha256">Its digest, in lower-case hexadecimal digits.</param>
public sealed record PackageFile(string Name, long Length, string Sha256);
