using System.Globalization;
using Portal.Scoring.Contract;

namespace Portal.Web.Registry;

/// <summary>What a version's file is called when it is fetched: by what it is, and for a package by how its sender packed it.</summary>
public static class DownloadNames
{
    private static readonly string[] s_packages = [".tar.gz", ".tgz", ".tar", ".zip"];

    public static string Of(string model, int number, string sentAs, ModelSignature signature) =>
        string.Create(CultureInfo.InvariantCulture, $"{model}-{number}{Ending(sentAs, signature)}");

    private static string Ending(string sentAs, ModelSignature signature) =>
        signature.Format == ArtifactFormat.OutputTable ? ".csv"
        : signature.Files is null ? ".onnx"
        : Array.Find(s_packages, ending => sentAs.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ?? ".package";
}
