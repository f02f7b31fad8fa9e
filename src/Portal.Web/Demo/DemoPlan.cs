using System.Text.Json;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>What the demo consists of, as <c>seed/demo.json</c> says it.</summary>
public sealed record DemoPlan(IReadOnlyList<DemoTenant> Tenants)
{
    private static readonly JsonSerializerOptions s_strict = new(JsonText.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>The folder with the plan, the data and the models, beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "seed");

    public static async Task<DemoPlan> ReadAsync(CancellationToken ct)
    {
        var file = File.OpenRead(Path.Combine(Folder, "demo.json"));
        await using (file)
        {
            return await JsonSerializer.DeserializeAsync<DemoPlan>(file, s_strict, ct) ?? throw new InvalidDataException("seed/demo.json is empty.");
        }
    }
}

public sealed record DemoTenant(string Name, IReadOnlyList<DemoTeam> Teams, IReadOnlyList<DemoMember> Members);

public sealed record DemoTeam(string Name, string? CostCentre);

public sealed record DemoMember(string Email, string Name, IReadOnlyList<Role> Roles, string? Team);
