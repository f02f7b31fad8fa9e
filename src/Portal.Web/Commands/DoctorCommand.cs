using System.CommandLine;
using Portal.Core.Notifications.Mail;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Storage.Jobs;
using Portal.Scoring.Contract;
using Portal.Web.Host;

namespace Portal.Web.Commands;

/// <summary><c>doctor</c>: says in plain words what is wrong with the installation.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Checks database, guards, folders and settings, and says what is wrong.");
        command.SetAction((_, ct) => PortalCommands.WithPortalAsync(async services =>
        {
            var wrong = 0;
            await foreach (var (fine, sentence) in FindingsAsync(services, ct))
            {
                wrong += fine ? 0 : 1;
                await (fine ? Console.Out : Console.Error).WriteLineAsync((fine ? "ok     " : "wrong  ") + sentence);
            }

            return wrong == 0 ? PortalCommands.Done : PortalCommands.Failed;
        }));
        return command;
    }

    private static async IAsyncEnumerable<(bool Fine, string Sentence)> FindingsAsync(IServiceProvider services, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var options = services.GetRequiredService<PortalOptions>();
        var database = services.GetRequiredService<PortalDatabase>();
        yield return (true, $"settings are readable, database provider {options.Database.Provider}, sign-in {options.Authentication.Mode}");
        if (options.Authentication is { Mode: AuthenticationMode.Demo, AllowDemoOnAnyAddress: true })
        {
            yield return (false, "the demo sign-in is allowed on any address: whoever reaches the port is whoever they like. Set Portal:Authentication:AllowDemoOnAnyAddress to false.");
        }

        if (!await database.CanConnectAsync(ct))
        {
            yield return (false, "the database does not answer. For SQLite: it is made at the first start. Else: check Portal:Database:ConnectionString.");
            yield break;
        }

        var pending = await database.PendingMigrationsAsync(ct);
        yield return pending.Count == 0 ? (true, "the database is up to date") : (false, $"{pending.Count} migrations are missing: run 'migrate'.");
        if (pending.Count == 0)
        {
            yield return await database.RefusesAuditChangesAsync(ct)
                ? (true, "the database refuses changes of audit entries")
                : (false, "the database does not refuse changes of audit entries: run 'migrate', which sets the guards again.");
            var failed = await services.GetRequiredService<FailedMessages>().CountAsync(ct);
            yield return failed == 0
                ? (true, "every message to later steps was delivered, or is still tried")
                : (false, $"{failed} messages to later steps failed for good: see the log for why, then run 'outbox retry'.");
        }

        yield return Writable(services.GetRequiredService<ArtifactStore>())
            ? (true, "the artifact store can be written to")
            : (false, "the artifact store can't be written to: check the rights on Portal:Artifacts:Root.");
        yield return await MailAsync(services.GetRequiredService<SmtpSender>(), options.Email, ct);
        yield return await FencesAsync(services.GetRequiredService<ScoringProcess>(), ct);
    }

    /// <summary>Which limits of a scoring process the system enforces differs between systems: that is told, and only what never may fail is wrong.</summary>
    private static async Task<(bool Fine, string Sentence)> FencesAsync(ScoringProcess scoring, CancellationToken ct)
    {
        var tried = await scoring.TryFencesAsync(new ScoringLimits(), ct);
        if (tried.Failure is { } failure)
        {
            return (false, $"no scoring process can be started, so no version can be registered or evaluated: {failure.Sentence}");
        }

        var open = tried.Value!.Fences.Where(fence => !fence.Holds).Select(fence => fence.Name).ToList();
        return open.Count == 0
            ? (true, "a scoring process is kept from more memory, open files and processes, from the network, from other processes, and from this environment")
            : (true, $"a scoring process runs, but this system does not keep it from: {string.Join(", ", open)} (see docs/security.md)");
    }

    private static async Task<(bool Fine, string Sentence)> MailAsync(SmtpSender mail, EmailOptions options, CancellationToken ct) =>
        !options.IsOn() ? (true, "e-mail is off: members are told in the portal alone. To send mails, set Portal:Email:Host.")
        : await mail.CheckAsync(ct) is { } failure ? (false, $"e-mail does not work: {failure} Check Portal:Email:Host ({options.Host}), Port ({options.Port}), Tls ({options.Tls}), User and Password.")
        : (true, $"the mail server {options.Host} takes mails");

    private static bool Writable(ArtifactStore store)
    {
        try
        {
            store.Probe();
            return true;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
