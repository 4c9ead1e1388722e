using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Support;

/// <summary>Chromium without a window, driven by its own protocol: enough to open a page, run a script and press keys.</summary>
public sealed class Browser : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    static readonly string? Program = ((string?[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", Environment.GetEnvironmentVariable("CHROMIUM_PATH")]).FirstOrDefault(File.Exists);

    readonly Process _process;
    readonly ClientWebSocket _socket = new();
    readonly string _profile;
    string? _page;
    int _calls;

    Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>Whether there is one here; a test says so where there is none.</summary>
    public static bool IsInstalled => Program is not null;

    public const string Missing = "Chromium is not installed.";

    /// <summary>What a page complained of on its console since it was opened: errors, and what its policy kept from running.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Browser> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("wildixpbx-chromium-").FullName;
        var start = new ProcessStartInfo(Program!, ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--window-size=1440,1000", $"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"])
        { RedirectStandardError = true };
        var browser = new Browser(Process.Start(start)!, profile);
        const string Ready = "DevTools listening on ";
        while (await browser._process.StandardError.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (!line.StartsWith(Ready, StringComparison.Ordinal)) continue;
            await browser._socket.ConnectAsync(new Uri(line[Ready.Length..]), CancellationToken.None);
            _ = browser._process.StandardError.ReadToEndAsync(); // so that it never waits to be read
            return browser;
        }

        throw new InvalidOperationException("Chromium did not start.");
    }

    /// <summary>Opens a file in a page of its own, light or dark, and waits until it is loaded.</summary>
    public async Task OpenAsync(string path, bool dark = false, bool script = true)
    {
        var target = await CallAsync("Target.createTarget", new { url = "about:blank" }, null);
        _page = (string)(await CallAsync("Target.attachToTarget", new { targetId = (string)target["targetId"]!, flatten = true }, null))["sessionId"]!;
        Complaints.Clear();
        await CallAsync("Runtime.enable");
        await CallAsync("Log.enable");
        await CallAsync("Page.enable");
        await CallAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = dark ? "dark" : "light" } } });
        if (!script) await CallAsync("Emulation.setScriptExecutionDisabled", new { value = true });
        await CallAsync("Page.navigate", new { url = new Uri(path).AbsoluteUri });
        while ((string?)await RunAsync("document.readyState") != "complete" || (string?)await RunAsync("location.protocol") != "file:") await Task.Yield();
    }

    /// <summary>The value of an expression in the page; of a promise, what it comes to.</summary>
    public async Task<JsonNode?> RunAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        return answer["exceptionDetails"] is { } trouble ? throw new InvalidOperationException(trouble.ToJsonString()) : answer["result"]!["value"];
    }

    /// <summary>Makes the page as wide as a screen.</summary>
    public async Task SizeAsync(int width) => await CallAsync("Emulation.setDeviceMetricsOverride", new { width, height = 900, deviceScaleFactor = 1, mobile = false });

    /// <summary>Presses a key, as a keyboard does.</summary>
    public async Task PressAsync(string key, int code)
    {
        await CallAsync("Input.dispatchKeyEvent", new { type = "keyDown", key, code = key, windowsVirtualKeyCode = code, text = key == "Enter" ? "\r" : "" });
        await CallAsync("Input.dispatchKeyEvent", new { type = "keyUp", key, code = key, windowsVirtualKeyCode = code });
    }

    /// <summary>The page on paper, as a PDF.</summary>
    public async Task<byte[]> PrintAsync() => Convert.FromBase64String((string)(await CallAsync("Page.printToPDF", new { preferCSSPageSize = true, printBackground = true }))["data"]!);

    public async ValueTask DisposeAsync()
    {
        try { await CallAsync("Browser.close", null, null); }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException) { _process.Kill(entireProcessTree: true); }
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _socket.Dispose();
        _process.Dispose();
        try { Directory.Delete(_profile, recursive: true); }
        catch (IOException) { } // a last child of it may still write there; the folder is a temporary one
    }

    Task<JsonNode> CallAsync(string method, object? parameters = null) => CallAsync(method, parameters, _page);

    async Task<JsonNode> CallAsync(string method, object? parameters, string? session)
    {
        using var patience = new CancellationTokenSource(Patience);
        var id = ++_calls;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters ?? new { }) };
        if (session is not null) call["sessionId"] = session;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        while (true)
        {
            var message = await ReceiveAsync(patience.Token);
            Note(message);
            if ((int?)message["id"] != id) continue;
            return message["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : message["result"]!;
        }
    }

    void Note(JsonNode message)
    {
        if ((string?)message["method"] == "Log.entryAdded" && (string?)message["params"]!["entry"]!["level"] == "error") Complaints.Add((string)message["params"]!["entry"]!["text"]!);
        if ((string?)message["method"] == "Runtime.exceptionThrown") Complaints.Add(message["params"]!["exceptionDetails"]!.ToJsonString());
    }

    async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
