using System.Globalization;
using Portal.Core.Registry;

namespace Portal.Core.Evaluations.Exporting;

/// <summary>Says to whoever gets an exported evaluation what it is and how to make it again.</summary>
internal static class ExportReadme
{
    /// <param name="digest">Of the evidence.</param>
    /// <param name="model">Name of the file that was evaluated.</param>
    public static string Of(EvaluationEvidence evidence, string digest, string model)
    {
        var texts = evidence.Results.Task == ModelTask.TextGeneration;
        return string.Create(CultureInfo.InvariantCulture, $"""
            Evaluation of {evidence.Version.Model}, version {evidence.Version.Number},
            on {evidence.Dataset.Name}, version {evidence.Dataset.Number} ({evidence.Results.Rows:N0} rows).

            This archive holds everything that the evaluation was made from and what it found.

              {EvaluationArchive.Evidence,-18} what was evaluated, how, on what, and every result, as canonical JSON
              {model,-18} {(texts ? "the texts that were evaluated" : "the model file")}
              {EvaluationArchive.Dataset,-18} the data, with its labels and protected attributes: treat it as its owner asks
              {(texts ? "" : $"{EvaluationArchive.Spec,-18} how the scoring program is told what to do\n  ")}{EvaluationArchive.Sums,-18} the SHA-256 of each file

            The evidence is known by the SHA-256 of {EvaluationArchive.Evidence}:

              {digest}

            If somebody told you the digest of the evidence (it stands in the portal and in its audit trail), compare it with this one first.

            1. Are the files whole?

                 sha256sum -c {EvaluationArchive.Sums}

            2. Does the same evidence come out again? Install the portal's release {Release(evidence)} and say

                 Portal.Web evaluation verify THIS-ARCHIVE.zip --digest {digest}

               It needs no database and no configuration. It checks the files, {(texts ? "compares the texts with their references" : "runs the model in a process of its own with limits and without network")},
               measures again, and says whether the digest is the same, or else which places differ.
               The same digest comes out on the same kind of machine: {evidence.Machine.Device.Kind}, {evidence.Machine.Device.Name}, {evidence.Machine.Device.Architecture},
               {evidence.Machine.Device.OperatingSystem}{(texts ? "" : $", ONNX Runtime {evidence.Machine.Runtime}")}. On another machine it says whether every figure is the same and only the machine differs.
            {(texts ? "" : Scores(evidence.ScoresSha256))}
            """).ReplaceLineEndings("\n");
    }

    private static string Scores(string sha256) => $"""

        3. The scores alone, without measuring: unpack the archive, go into the folder, and say

             Portal.Scoring score {EvaluationArchive.Spec}

           It prints the SHA-256 of the scores, which the evidence names too:

             {sha256}

        """;

    /// <summary>The release; the commit behind the plus sign is in the evidence.</summary>
    private static string Release(EvaluationEvidence evidence) => evidence.Machine.Code.Split('+')[0];
}
