using System.CommandLine;
using Portal.Core.Tenancy;

namespace Portal.Web.Commands;

/// <summary><c>token create</c>: prints an access token alone on standard output, for scripts.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var tenant = new Option<string>("--tenant") { Required = true, Description = "The organisation's name." };
        var email = new Option<string>("--member") { Required = true, Description = "The member's e-mail address." };
        var days = new Option<int>("--days") { DefaultValueFactory = _ => 30, Description = $"How long it lives, 1 to {CreateAccessToken.LongestDays} days." };
        var create = new Command("create", "Makes a personal access token. It is shown this once.") { tenant, email, days };
        create.SetAction((result, ct) => PortalCommands.WithPortalAsync(async services =>
        {
            var directory = services.GetRequiredService<TenantDirectory>();
            if (await directory.FindAsync(result.GetRequiredValue(tenant), ct) is not { } found)
            {
                return await PortalCommands.ComplainAsync($"There is no tenant called {result.GetValue(tenant)}.");
            }

            var actor = Actor.ForCommand(found.Id, "token create");
            if (await services.GetRequiredService<MemberList>().FindAsync(actor, result.GetRequiredValue(email), ct) is not { } member)
            {
                return await PortalCommands.ComplainAsync($"{result.GetValue(email)} is not an active member of {found.Name}.");
            }

            var token = await services.GetRequiredService<CreateAccessToken>().RunAsync(
                actor, new CreateAccessTokenRequest(member, "made by command", result.GetValue(days)), ct);
            if (!token.IsOk)
            {
                return await PortalCommands.ComplainAsync(token.Refusal.Sentence);
            }

            await Console.Out.WriteLineAsync(token.Value.Secret);
            return PortalCommands.Done;
        }));
        return new Command("token", "Personal access tokens for the API.") { create };
    }
}
