using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Portal.EndToEnd.Tests.Runners;

/// <summary>A wire between a runner and the portal that can be cut: what is on it is lost, and who dials gets nobody.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _portal;
    private readonly Task _accepting;
    private volatile bool _cut;

    public Relay(Uri portal)
    {
        _portal = portal;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public void Cut()
    {
        _cut = true;
        foreach (var client in _open.Keys)
        {
            client.Close();
        }
    }

    public void Mend() => _cut = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Cut();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_cut)
                {
                    client.Close();
                }
                else
                {
                    _ = CarryAsync(client);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var portal = new TcpClient();
        _open[client] = true;
        _open[portal] = true;
        try
        {
            await portal.ConnectAsync(_portal.Host, _portal.Port, _end.Token);
            await Task.WhenAny(client.GetStream().CopyToAsync(portal.GetStream(), _end.Token), portal.GetStream().CopyToAsync(client.GetStream(), _end.Token));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // Cut.
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(portal, out _);
            client.Close();
        }
    }
}
