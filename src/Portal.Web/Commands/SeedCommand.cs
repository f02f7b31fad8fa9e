using System.CommandLine;
using Portal.Core.Storage;
using Portal.Web.Demo;

namespace Portal.Web.Commands;

/// <summary><c>seed</c>: fills an installation with the demo tenants.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var command = new Command("seed", "Makes the demo tenants with their datasets, models and policies. What is there already is left alone.");
        command.SetAction((_, ct) => PortalCommands.WithPortalAsync(async services =>
        {
            await services.GetRequiredService<PortalDatabase>().MigrateAsync(ct);
            var made = await services.GetRequiredService<DemoTenants>().RunAsync(ct);
            await services.GetRequiredService<DemoSeeding>().FillAsync(ct);
            await Console.Out.WriteLineAsync(made.Count == 0 ? "The demo tenants are there already." : $"Made {string.Join(" and ", made)}.");
            return PortalCommands.Done;
        }));
        return command;
    }
}
