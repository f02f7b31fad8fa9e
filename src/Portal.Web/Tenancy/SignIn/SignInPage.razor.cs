using Microsoft.AspNetCore.Components;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Host;

namespace Portal.Web.Tenancy.SignIn;

public sealed partial class SignInPage
{
    private IReadOnlyList<IGrouping<TenantId, SignInRow>> _tenants = [];

    [Inject]
    private TenantDirectory Directory { get; set; } = null!;

    [Inject]
    private ISignInMethod Method { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "refused")]
    private string? Refused { get; set; }

    [SupplyParameterFromQuery(Name = "signed-out")]
    private bool SignedOut { get; set; }

    protected override async Task OnInitializedAsync()
    {
        // Who is a member is nobody's business in any other mode.
        if (Method.Mode == AuthenticationMode.Demo)
        {
            _tenants = [.. (await Directory.EverybodyAsync(CancellationToken.None)).OrderBy(Rank).GroupBy(member => member.Tenant).OrderBy(tenant => tenant.First().TenantName, StringComparer.OrdinalIgnoreCase)];
        }
    }

    private static int Rank(SignInRow member) => member.Roles.Select(role => (int)role).DefaultIfEmpty(int.MaxValue).Min();

    private static string Titles(SignInRow member)
    {
        var words = string.Join(", ", member.Roles.Order().Select(role => role.InWords()));
        return words.Length == 0 ? "no role" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string Does(SignInRow member) => string.Join(", ", member.Roles.Order().Select(role => role switch
    {
        Role.DataScientist => "registers versions, asks for promotion",
        Role.Reviewer => "decides on promotions",
        Role.ComplianceOfficer => "decides, waives, edits policies",
        Role.Auditor => "searches and verifies the trail",
        Role.Executive => "sees what is live and who allowed it",
        Role.TenantAdministrator => "manages members and environments",
    }));
}
