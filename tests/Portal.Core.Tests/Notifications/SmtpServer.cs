using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Portal.Core.Tests.Notifications;

/// <summary>What arrived.</summary>
internal sealed record Arrived(string From, IReadOnlyList<string> To, MimeMessage Message, string Raw, bool Encrypted, string? SignedIn);

/// <summary>A small mail server on a free loopback port that speaks SMTP as a test says.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ending = new();
    private readonly X509Certificate2? _certificate;
    private readonly List<Arrived> _arrived = [];
    private readonly Task _serving;

    /// <param name="port">0 for a free one.</param>
    public SmtpServer(bool startTls = false, int port = 0)
    {
        _certificate = startTls ? Certificate() : null;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>The answer to a recipient; null takes it.</summary>
    public Func<string, string?> Refuses { get; set; } = _ => null;

    /// <summary>Takes the next mail and goes away before it says so.</summary>
    public bool VanishesAfterData { get; set; }

    public IReadOnlyList<Arrived> Got
    {
        get
        {
            lock (_arrived)
            {
                return [.. _arrived];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _serving;
        _certificate?.Dispose();
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                _ = SpeakAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task SpeakAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The other side went, or the test has ended.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var (from, to, encrypted, signedIn) = ("", new List<string>(), false, (string?)null);
        await SayAsync(stream, "220 test ready");
        while (await HearAsync(stream) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, "250-test", _certificate is not null && !encrypted ? "250-STARTTLS" : "250-8BITMIME", "250 AUTH PLAIN");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go ahead");
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(_certificate!);
                    (stream, encrypted) = (secure, true);
                    break;
                case "AUTH":
                    signedIn = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Replace('\0', ' ').Trim();
                    await SayAsync(stream, signedIn.EndsWith("secret", StringComparison.Ordinal) ? "235 welcome" : "535 who are you");
                    break;
                case "MAIL":
                    (from, to) = (Address(line), []);
                    await SayAsync(stream, "250 ok");
                    break;
                case "RCPT":
                    var refused = Refuses(Address(line));
                    to.AddRange(refused is null ? [Address(line)] : []);
                    await SayAsync(stream, refused ?? "250 ok");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    Keep(from, to, await DataAsync(stream), encrypted, signedIn);
                    if (VanishesAfterData)
                    {
                        VanishesAfterData = false;
                        return;
                    }

                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private void Keep(string from, List<string> to, string data, bool encrypted, string? signedIn)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(data));
        lock (_arrived)
        {
            _arrived.Add(new Arrived(from, to, MimeMessage.Load(bytes), data, encrypted, signedIn));
        }
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private static async Task<string> DataAsync(Stream stream)
    {
        var text = new StringBuilder();
        while (await HearAsync(stream) is { } line && line != ".")
        {
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>Byte by byte, so that nothing is read beyond the line before TLS begins.</summary>
    private static async Task<string?> HearAsync(Stream stream)
    {
        var (line, one) = (new List<byte>(), new byte[1]);
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }

    private static async Task SayAsync(Stream stream, params string[] lines) => await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
