using System.CommandLine;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Commands;

/// <summary><c>tenant create</c>: an organisation with its first administrator.</summary>
internal static class TenantCommand
{
    public static Command Create()
    {
        var name = new Option<string>("--name") { Required = true, Description = "What the organisation is called." };
        var team = new Option<string>("--team") { DefaultValueFactory = _ => "Main", Description = "Its first team." };
        var administrator = new Option<string>("--administrator") { Required = true, Description = "The e-mail address of its first tenant administrator." };
        var policy = new Option<PolicyTemplate?>("--policy") { Description = $"The template of its policies: {string.Join(", ", Enum.GetNames<PolicyTemplate>())}. Without it they are added later." };
        var create = new Command("create", "Makes an organisation with its own audit chain.") { name, team, administrator, policy };
        create.SetAction((result, ct) => PortalCommands.WithPortalAsync(async services =>
        {
            await services.GetRequiredService<PortalDatabase>().MigrateAsync(ct);
            var tenant = await services.GetRequiredService<CreateTenant>().RunAsync(
                new CreateTenantRequest(result.GetRequiredValue(name), result.GetRequiredValue(team), result.GetRequiredValue(administrator)), ct);
            if (!tenant.IsOk)
            {
                return await PortalCommands.ComplainAsync(tenant.Refusal.Sentence);
            }

            if (result.GetValue(policy) is { } template
                && await services.GetRequiredService<AddDefaultPolicies>().RunAsync(Actor.ForCommand(tenant.Value, "tenant create"), ct, template) is { Refusal: { } refusal })
            {
                return await PortalCommands.ComplainAsync(refusal.Sentence);
            }

            await Console.Out.WriteLineAsync(tenant.Value.ToString());
            return PortalCommands.Done;
        }));
        return new Command("tenant", "Organisations.") { create };
    }
}
