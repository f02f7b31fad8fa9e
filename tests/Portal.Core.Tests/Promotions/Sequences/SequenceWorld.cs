using Microsoft.Data.Sqlite;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions.Sequences;

/// <summary>
/// One tenant with people of every part, one model with versions of several registrants, and two environments, on a real SQLite database
/// that is put back to its beginning for each sequence of acts.
/// </summary>
internal sealed class SequenceWorld : IAsyncDisposable
{
    private static readonly (string Name, Role[] Roles)[] s_people =
    [
        ("ann", [Role.DataScientist]),
        ("sam", [Role.DataScientist, Role.Reviewer]),
        ("rea", [Role.Reviewer]),
        ("rob", [Role.Reviewer]),
        ("rik", [Role.Reviewer]),
        ("oda", [Role.ComplianceOfficer]),
        ("oli", [Role.ComplianceOfficer, Role.Reviewer]),
        ("exe", [Role.Executive]),
        ("aud", [Role.Auditor]),
        ("tea", [Role.TenantAdministrator]),
        ("all", Enum.GetValues<Role>()),
    ];

    private readonly GovernanceData _data;
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);
    private readonly List<string> _told = [];
    private readonly DateTimeOffset _beginning;
    private readonly string _file;
    private readonly string _kept;

    private SequenceWorld(GovernanceData data, string file) => (_data, _file, _kept, _beginning) = (data, file, file + ".kept", data.Portal.Clock.GetUtcNow());

    public static IReadOnlyList<string> Members { get; } = [.. s_people.Select(person => person.Name), "bot"];

    /// <summary>Those who decide by role: asked more often than the others.</summary>
    public static IReadOnlyList<string> Deciders { get; } = ["sam", "rea", "rob", "rik", "oda", "oli", "all"];

    public static int Versions => 5;

    public TestPortal Portal => _data.Portal;

    public GovernanceData Data => _data;

    public DateTimeOffset Now => Portal.Clock.GetUtcNow();

    /// <summary>As the last step left them.</summary>
    public SequenceRows Rows { get; private set; } = null!;

    /// <summary>What was done so far and what came of it.</summary>
    public IReadOnlyList<string> Told => _told;

    public Actor Actor(string name) => _actors[name];

    public static async Task<SequenceWorld> StartAsync()
    {
        var data = await GovernanceData.StartAsync(DatabaseProviderName.Sqlite);
        string file;
        await using (var db = data.Portal.Open())
        {
            file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        }

        var world = new SequenceWorld(data, file);
        await world.PopulateAsync();
        Copy(world._file, world._kept);
        return world;
    }

    public async Task RestartAsync()
    {
        Copy(_kept, _file);
        Portal.Clock.Advance(_beginning - Now);
        _told.Clear();
        Rows = await SequenceRows.ReadAsync(Portal);
    }

    /// <summary>Does one thing, and looks at what became of it.</summary>
    /// <returns>What was there before.</returns>
    public async Task<SequenceRows> DoAsync(Step step)
    {
        var before = Rows;
        _told.Add($"{_told.Count + 1,3}. {step}: {await step.RunAsync(this)}");
        Rows = await SequenceRows.ReadAsync(Portal);
        return before;
    }

    /// <param name="back">0 for the newest.</param>
    public Promotion? Promotion(int back) => Rows.Promotions.Count > back ? Rows.Promotions[^(back + 1)] : null;

    public async ValueTask DisposeAsync() => await _data.DisposeAsync();

    private async Task PopulateAsync()
    {
        foreach (var (name, roles) in s_people)
        {
            _actors[name] = await Portal.AddMemberAsync(name, roles);
        }

        var bot = new AddMemberRequest("bot@first.example", "bot", MemberKind.ServiceAccount, Enum.GetValues<Role>());
        var id = (await Portal.Get<AddMember>().RunAsync(Core.Tenancy.Actor.ForCommand(Portal.Tenant, "test"), bot, CancellationToken.None)).Value;
        _actors["bot"] = Core.Tenancy.Actor.ForMember(Portal.Tenant, id, "bot@first.example", Enum.GetValues<Role>(), ActorOrigin.Api);
        foreach (var (sample, registrant) in new[] { ("mortgage-logit-v1", "ann"), ("mortgage-gbt-v2", "sam"), ("mortgage-regressed-v4", "ann"), ("mortgage-gbt-v2", "rea"), (null, "all") })
        {
            await _data.AddVersionAsync(sample, Actor(registrant));
        }

        await using var db = Portal.Open();
        MemberId[] lending = [_actors["rob"].Member!.Value, _actors["oli"].Member!.Value];
        foreach (var member in await db.Members.Where(row => lending.Contains(row.Id)).ToListAsync())
        {
            member.TeamId = Portal.Team;
        }

        await db.SaveChangesAsync();
    }

    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }
}
