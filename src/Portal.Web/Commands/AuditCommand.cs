using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Web.Commands;

/// <summary><c>audit export</c> and <c>audit verify</c>. Verifying opens no database and reads no configuration.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "The audit trail.") { Export(), Verify() };

    private static Command Export()
    {
        var tenant = new Option<string>("--tenant") { Required = true, Description = "The organisation's name." };
        var output = new Option<FileInfo>("--output") { Required = true, Description = "The file to write, one entry a line." };
        var command = new Command("export", "Writes an organisation's whole trail, and prints its head: note it down to notice later if the tail was cut off.") { tenant, output };
        command.SetAction((result, ct) => PortalCommands.WithPortalAsync(async services =>
        {
            if (await services.GetRequiredService<TenantDirectory>().FindAsync(result.GetRequiredValue(tenant), ct) is not { } found)
            {
                return await PortalCommands.ComplainAsync($"There is no tenant called {result.GetValue(tenant)}.");
            }

            var file = result.GetRequiredValue(output);
            await WriteAsync(services.GetRequiredService<AuditExport>().LinesAsync(Actor.ForCommand(found.Id, "audit export"), ct), file, ct);
            var verification = await AuditVerifier.VerifyAsync(LinesAsync(file, ct), known: null, ct);
            if (verification.Break is { } broken)
            {
                return await PortalCommands.ComplainAsync($"Written, but the trail is broken at line {broken.Line}: {broken.Sentence}");
            }

            await Console.Out.WriteLineAsync($"{verification.Entries} entries, head {verification.Head}");
            return PortalCommands.Done;
        }));
        return command;
    }

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("file") { Description = "A trail written by 'audit export' or downloaded from the Audit page." };
        var head = new Option<string?>("--head") { Description = "SEQUENCE:HASH of a known entry that the trail must contain." };
        var command = new Command("verify", "Proves that an exported trail is as it was written. Needs nothing but the file.") { file, head };
        command.SetAction(async (result, ct) =>
        {
            var path = result.GetRequiredValue(file);
            if (!path.Exists)
            {
                return await PortalCommands.ComplainAsync($"There is no file {path.Name}.");
            }

            var text = result.GetValue(head);
            var known = text is null ? null : AuditKnownHead.Parse(text);
            if (text is not null && known is null)
            {
                await Console.Error.WriteLineAsync("--head is SEQUENCE:HASH, as 'audit export' prints it.");
                return PortalCommands.UsedWrongly;
            }

            var verification = await AuditVerifier.VerifyAsync(LinesAsync(path, ct), known, ct);
            if (verification.Break is { } broken)
            {
                return await PortalCommands.ComplainAsync($"Broken at line {broken.Line}: {broken.Sentence} {verification.Entries} entries before it are whole.");
            }

            await Console.Out.WriteLineAsync($"Whole: {verification.Entries} entries, head {verification.Head?.ToString() ?? "none"}.");
            return PortalCommands.Done;
        });
        return command;
    }

    private static async Task WriteAsync(IAsyncEnumerable<string> lines, FileInfo file, CancellationToken ct)
    {
        var writer = new StreamWriter(file.FullName, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        await using (writer)
        {
            await foreach (var line in lines.WithCancellation(ct))
            {
                await writer.WriteLineAsync(line.AsMemory(), ct);
            }
        }
    }

    private static async IAsyncEnumerable<string> LinesAsync(FileInfo file, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = new StreamReader(file.FullName, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            yield return line;
        }
    }
}
