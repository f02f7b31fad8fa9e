using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Portal.Web.Host;

namespace Portal.Web.Tenancy.SignIn;

/// <summary>Lets the chosen sign-in method refuse the start: before listening by what is configured, after it by what is really bound.</summary>
public sealed class StartGuard(IServer server, IConfiguration configuration, PortalOptions options, ISignInMethod method) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Check(Configured(configuration));
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Check(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Check(IEnumerable<string> addresses)
    {
        if (method.RefusesToStart(options.Authentication, addresses) is { } refusal)
        {
            throw new ConfigurationException([refusal]);
        }
    }

    /// <summary>The ways to tell Kestrel where to listen; a port without an address means every address.</summary>
    internal static IEnumerable<string> Configured(IConfiguration configuration)
    {
        foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return url;
        }

        if (string.IsNullOrEmpty(configuration["urls"]))
        {
            foreach (var port in $"{configuration["http_ports"]};{configuration["https_ports"]}".Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                yield return $"http://*:{port}";
            }
        }

        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { Length: > 0 } url)
            {
                yield return url;
            }
        }
    }
}
