using System.Text.Json.Nodes;
using static Portal.EndToEnd.Tests.Api;

[assembly: AssemblyFixture(typeof(Portal.EndToEnd.Tests.PreparedDemo))]

namespace Portal.EndToEnd.Tests;

/// <summary>
/// The demo with all its versions evaluated, made once by a real portal and copied for each test that needs it: a dozen evaluations a
/// test are minutes of the whole run. Tests of the first start, of queues and of runners start from an empty folder instead.
/// </summary>
public sealed class PreparedDemo : IAsyncDisposable
{
    private readonly Lazy<Task<PortalProcess>> _made = new(MakeAsync);

    /// <summary>A portal on a copy. Its story is told only where the settings ask for it.</summary>
    public async Task<PortalProcess> StartAsync(params (string Key, string Value)[] settings) =>
        await PortalProcess.StartOnCopyAsync(await _made.Value, [("Portal__Demo__Story", "false"), .. settings]);

    /// <summary>A folder with a copy, for whoever asks the product's own acts without a server. The caller removes it.</summary>
    public async Task<string> CopyAsync() => PortalProcess.Copy(await _made.Value);

    public async ValueTask DisposeAsync()
    {
        if (_made.IsValueCreated)
        {
            await (await _made.Value).DisposeAsync();
        }
    }

    private static async Task<PortalProcess> MakeAsync()
    {
        var portal = await PortalProcess.StartAsync(("Portal__Demo__Story", "false"));
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(Repository.Folder("seed", "demo.json")))!;
        foreach (var tenant in plan["tenants"]!.AsArray())
        {
            var versions = tenant!["models"]!.AsArray().Sum(model => model!["versions"]!.AsArray().Count);
            using var client = await ClientAsync(tenant, "DataScientist", portal.ClientByVerbAsync);

            // Most tests need them: their tokens come with the copy.
            (await ClientAsync(tenant, "TenantAdministrator", portal.ClientAsync)).Dispose();
            await client.UntilAsync("evaluations?size=100", page => Items(page).Count == versions && Items(page).All(row => (string)row["state"]! == "completed"));
        }

        await portal.KillAsync();
        return portal;
    }

    private static Task<HttpClient> ClientAsync(JsonNode tenant, string role, Func<string, string, Task<HttpClient>> make)
    {
        var member = tenant["members"]!.AsArray().First(member => member!["roles"]!.AsArray().Any(held => (string)held! == role))!;
        return make((string)tenant["name"]!, (string)member["email"]!);
    }
}
