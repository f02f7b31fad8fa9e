using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Scoring.Contract;
using Portal.Web.Demo;
using Portal.Web.Host;

namespace Portal.Web.Commands;

/// <summary><c>serve</c>: brings the database up to date, then serves pages and API. The verb that needs no name.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var rest = new Argument<string[]>("settings") { Arity = ArgumentArity.ZeroOrMore, Description = "Settings of the host, such as --urls http://127.0.0.1:5080 or --Portal:DataFolder=/srv/portal." };
        var command = new Command("serve", "Serves the web pages and the API (the default).") { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(result => RunAsync([.. result.UnmatchedTokens, .. result.GetValue(rest) ?? []]));
        return command;
    }

    public static Task<int> RunAsync(string[] args) => PortalCommands.AnswerAsync(async () =>
    {
        try
        {
            await ServeAsync(args);
            return PortalCommands.Done;
        }
        catch (IOException busy) when (busy.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return await PortalCommands.ComplainAsync($"{busy.Message} Another program listens there: stop it, or choose another address with --urls.");
        }
    });

    private static async Task ServeAsync(string[] args)
    {
        var app = PortalHost.Build(args);
        await using (app)
        {
            await app.Services.GetRequiredService<PortalDatabase>().MigrateAsync(CancellationToken.None);
            SweepLeftovers(app.Services);
            if (app.Services.GetRequiredService<PortalOptions>().Authentication.Mode == AuthenticationMode.Demo)
            {
                await app.Services.GetRequiredService<DemoTenants>().RunAsync(CancellationToken.None);
            }

            await app.StartAsync();
            await AnnounceAsync(app);
            await app.WaitForShutdownAsync();
        }
    }

    /// <summary>What a portal left behind whose machine went down.</summary>
    private static void SweepLeftovers(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        services.GetRequiredService<ArtifactStore>().SweepIncoming(now);
        services.GetRequiredService<ScoringProcess>().SweepLeftovers(now);
    }

    private static async Task AnnounceAsync(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        await Console.Out.WriteLineAsync($"Portal is ready. Open {string.Join(" or ", addresses)}");
    }
}
