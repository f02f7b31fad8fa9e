using System.CommandLine;
using System.Globalization;
using Portal.Core;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Exporting;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Web.Commands;

/// <summary><c>evaluation repeat</c>, <c>export</c> and <c>verify</c>. Verifying opens no database and reads no configuration.</summary>
internal static class EvaluationCommand
{
    private const int MostLines = 20;

    public static Command Create() => new("evaluation", "Evaluations: make the same evidence again, here or elsewhere.") { Repeat(), Export(), Verify() };

    private static Command Repeat()
    {
        var (tenant, id, elsewhere) = (Tenant(), Id(), Elsewhere());
        var wait = new Option<int>("--wait") { DefaultValueFactory = _ => 600, Description = "Seconds to wait for a portal or runner that has it. Where none has, it is run here." };
        var command = new Command("repeat", "Runs an evaluation again and compares its evidence. Ends with 0 when the digest is the same, else with 1.") { id, tenant, wait, elsewhere };
        command.SetAction((result, ct) => PortalCommands.WithPortalAsync(async services =>
        {
            if (await services.GetRequiredService<TenantDirectory>().FindAsync(result.GetRequiredValue(tenant), ct) is not { } found)
            {
                return await PortalCommands.ComplainAsync($"There is no tenant called {result.GetValue(tenant)}.");
            }

            var actor = Actor.ForCommand(found.Id, "evaluation repeat");
            var queued = await services.GetRequiredService<RepeatEvaluation>().RunAsync(
                actor, new RepeatEvaluationRequest(new EvaluationId(result.GetRequiredValue(id)), Guid.CreateVersion7().ToString()), ct);
            if (!queued.IsOk)
            {
                return await RefusedAsync(queued.Refusal);
            }

            var compared = await services.GetRequiredService<FinishRepetition>().RunAsync(actor, queued.Value, TimeSpan.FromSeconds(result.GetValue(wait)), ct);
            return compared.IsOk ? await TellAsync(compared.Value, result.GetValue(elsewhere)) : await RefusedAsync(compared.Refusal);
        }));
        return command;
    }

    private static Command Export()
    {
        var (tenant, id) = (Tenant(), Id());
        var output = new Option<FileInfo>("--output") { Required = true, Description = "The ZIP file to write." };
        var command = new Command("export", "Writes an evaluation with everything that it was made from: model, data, rules, evidence.") { id, tenant, output };
        command.SetAction((result, ct) => PortalCommands.WithPortalAsync(async services =>
        {
            if (await services.GetRequiredService<TenantDirectory>().FindAsync(result.GetRequiredValue(tenant), ct) is not { } found)
            {
                return await PortalCommands.ComplainAsync($"There is no tenant called {result.GetValue(tenant)}.");
            }

            var export = await services.GetRequiredService<ExportEvaluation>().RunAsync(
                Actor.ForCommand(found.Id, "evaluation export"), new EvaluationId(result.GetRequiredValue(id)), ct);
            if (!export.IsOk)
            {
                return await RefusedAsync(export.Refusal);
            }

            var path = result.GetRequiredValue(output).FullName;
            await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await export.Value.WriteAsync(file, ct);
            }

            await Console.Out.WriteLineAsync(path);
            return PortalCommands.Done;
        }));
        return command;
    }

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("file") { Description = "An archive written by 'evaluation export' or downloaded from an evaluation's page." };
        var digest = new Option<string?>("--digest") { Description = "The SHA-256 of the evidence that the archive must hold." };
        var memory = new Option<long>("--memory-bytes") { DefaultValueFactory = _ => new EvaluationOptions().MemoryBytes, Description = "Memory that the scoring process may use." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => new EvaluationOptions().WallSeconds, Description = "Seconds that it may take." };
        var elsewhere = Elsewhere();
        var command = new Command("verify", "Makes the evidence of an exported evaluation again and compares. Needs nothing but the file.") { file, digest, memory, seconds, elsewhere };
        command.SetAction((result, ct) => PortalCommands.AnswerAsync(async () =>
        {
            var path = result.GetRequiredValue(file);
            if (!path.Exists)
            {
                return await PortalCommands.ComplainAsync($"There is no file {path.Name}.");
            }

            if (result.GetValue(memory) < 1 || result.GetValue(seconds) < 1)
            {
                await Console.Error.WriteLineAsync("--memory-bytes and --seconds are numbers above 0.");
                return PortalCommands.UsedWrongly;
            }

            var options = new EvaluationOptions { MemoryBytes = result.GetValue(memory), WallSeconds = result.GetValue(seconds), CpuSeconds = result.GetValue(seconds), RowLimit = int.MaxValue };
            var folder = Directory.CreateTempSubdirectory("portal-verify-");
            try
            {
                await using var archive = path.OpenRead();
                var verified = await new VerifyEvaluation(folder.FullName, new ScoringProcess(), options).RunAsync(new VerifyEvaluationRequest(archive, result.GetValue(digest)), _ => { }, ct);
                if (!verified.IsOk)
                {
                    return await RefusedAsync(verified.Refusal);
                }

                await Console.Out.WriteLineAsync(verified.Value.Subject);
                return await TellAsync(verified.Value.Comparison, result.GetValue(elsewhere));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }));
        return command;
    }

    private static async Task<int> TellAsync(EvidenceComparison comparison, bool elsewhere)
    {
        var fine = comparison.Verdict == RepetitionVerdict.Same || (elsewhere && comparison.Verdict == RepetitionVerdict.SameElsewhere);
        var to = fine ? Console.Out : Console.Error;
        await to.WriteLineAsync(comparison.Sentence);
        await to.WriteLineAsync($"before {comparison.Before}");
        await to.WriteLineAsync($"again  {comparison.After}");
        foreach (var difference in comparison.Differences.Take(MostLines))
        {
            var change = difference.Change is { } by ? string.Create(CultureInfo.InvariantCulture, $" ({by:+0.###e+0;-0.###e+0})") : "";
            await to.WriteLineAsync($"  {difference.Path}: {difference.Before ?? "nothing"} -> {difference.After ?? "nothing"}{change}");
        }

        if (comparison.Differing > MostLines)
        {
            await to.WriteLineAsync($"  and {comparison.Differing - MostLines} more");
        }

        return fine ? PortalCommands.Done : PortalCommands.Failed;
    }

    private static Task<int> RefusedAsync(Refusal refusal) => PortalCommands.ComplainAsync(refusal.NextStep is { } next ? $"{refusal.Sentence} {next}" : refusal.Sentence);

    private static Option<string> Tenant() => new("--tenant") { Required = true, Description = "The organisation's name." };

    private static Argument<Guid> Id() => new("id") { Description = "The evaluation's id, as its page's address has it." };

    private static Option<bool> Elsewhere() => new("--other-machine") { Description = "Also end with 0 when every figure is the same and only code, runtime or device differ." };
}
