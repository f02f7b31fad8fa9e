using System.CommandLine;
using Portal.Core.Storage.Jobs;

namespace Portal.Web.Commands;

/// <summary><c>outbox retry</c>: sends again what failed for good, once its cause is gone.</summary>
internal static class OutboxCommand
{
    public static Command Create()
    {
        var retry = new Command("retry", "Makes messages that failed for good due again; a serving portal delivers them.");
        retry.SetAction((_, ct) => PortalCommands.WithPortalAsync(async services =>
        {
            var count = await services.GetRequiredService<FailedMessages>().RetryAsync(ct);
            await Console.Out.WriteLineAsync($"{count} messages are due again.");
            return PortalCommands.Done;
        }));
        return new Command("outbox", "Messages to later steps.") { retry };
    }
}
