namespace Portal.Web.Tests.Architecture;

/// <summary>A room reads the rooms before it and never a later one. Storage and Audit serve all.</summary>
public sealed class RoomOrderTests
{
    /// <summary>In the order in which a version walks through them; Audit writes for all and asks only who acted.</summary>
    private static readonly string[] s_order = ["Storage", "Tenancy", "Audit", "Datasets", "Registry", "Evaluations", "UseCases", "Promotions", "Deployments", "Monitoring", "Costs", "Placement", "Webhooks", "Notifications", "Compliance"];

    /// <summary>Uses against the order, each with its reason.</summary>
    private static readonly Dictionary<string, string[]> s_reasoned = new(StringComparer.Ordinal)
    {
        // The key's first part names Tenancy's entity; jobs run as an Actor, tenant by tenant.
        ["Storage"] = ["Tenancy"],
        // Acts of Tenancy are acts like others: they change in a unit of work.
        ["Tenancy"] = ["Audit"],
    };

    [Fact]
    public void Room_NamesOnlyRoomsBeforeIt()
    {
        var breaches =
            from source in SourceFiles.Of("src", "Portal.Core")
            let room = source.Path.Split('/')[0]
            where s_order.Contains(room)
            from named in SourceFiles.RoomsNamedIn(source.Text)
            where s_order.Contains(named) && Array.IndexOf(s_order, named) > Array.IndexOf(s_order, room)
            where !s_reasoned.GetValueOrDefault(room, []).Contains(named)
            select $"{source.Path} names {named}";

        Assert.Empty(breaches);
    }

    [Fact]
    public void Rooms_AllHaveTheirPlaceInTheOrder()
    {
        var rooms = Directory.GetDirectories(Repository.Folder("src", "Portal.Core")).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj"));

        Assert.Equal(s_order.Order(StringComparer.Ordinal), rooms.Order(StringComparer.Ordinal));
    }
}
