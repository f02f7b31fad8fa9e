using System.Net;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests;

/// <summary>Meridian's biased version, asked for where an exception may be granted, and one of its gates let pass.</summary>
internal static class LetPass
{
    private const int Biased = 3;

    /// <param name="environment">For staging.</param>
    /// <returns>The number of what is to be put right.</returns>
    public static async Task<int> OneGateAsync(PortalProcess portal, HttpClient scientist, string environment)
    {
        var asked = await scientist.CreateAsync("promotions", new { model = "mortgage", version = Biased, environment, note = "For a pilot." }, HttpStatusCode.Created);
        using var officer = await portal.ClientAsync("Meridian", "compliance@meridian.example");
        var promotion = await officer.FindAsync($"promotions/{(string)asked["id"]!}");
        var gate = promotion["verdicts"]!.AsArray().First(verdict => (bool)verdict!["blocks"]!)!;
        await officer.CreateAsync(
            $"promotions/{(string)asked["id"]!}/exceptions",
            new { gate = (string)gate["id"]!, reason = "A pilot with twenty cases.", evidenceDigest = (string)promotion["evidenceDigest"]!, followUp = "Train again without the column." },
            HttpStatusCode.OK);
        return (int)Items(await officer.FindAsync("follow-ups?open=true"))[0]["number"]!;
    }
}
