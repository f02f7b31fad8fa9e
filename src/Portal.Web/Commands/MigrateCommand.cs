using System.CommandLine;
using Portal.Core.Storage;

namespace Portal.Web.Commands;

/// <summary><c>migrate</c>: brings the database up to date and sets its guards again.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Creates the database or brings it up to date, and sets the guards that refuse changes of the audit trail.");
        command.SetAction((_, ct) => PortalCommands.WithPortalAsync(async services =>
        {
            var database = services.GetRequiredService<PortalDatabase>();
            await database.MigrateAsync(ct);
            await Console.Out.WriteLineAsync($"The {database.Provider} database is up to date.");
            return PortalCommands.Done;
        }));
        return command;
    }
}
