using System.Text.Json;
using System.Text.Json.Serialization;

namespace WildixPbx.Engine.Connection;

/// <summary>The profiles of the state folder: where portals are, and where their tokens are kept; never the tokens themselves.</summary>
static class Profiles
{
    const string FileName = "profiles.json";

    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,

        // A misspelt member would be a profile without a token, and a token here would lie open.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>A profile by its name, in any case.</summary>
    /// <exception cref="ValidationException">There is none of that name (ProfileNotFound), or the file can't be read (ProfileInvalid).</exception>
    public static Profile Find(string statePath, string name)
    {
        var path = Path.Combine(statePath, FileName);
        var profiles = Read(path);
        foreach (var profile in profiles)
            if (string.Equals(profile.Key, name, StringComparison.OrdinalIgnoreCase)) return profile.Value ?? new Profile();
        var known = profiles.Count == 0 ? "There are none" : "There are " + string.Join(", ", profiles.Keys.OrderBy(key => key, StringComparer.OrdinalIgnoreCase));
        throw new ValidationException("ProfileNotFound", $"There is no profile {name} in {path}. {known}.", "Give the name of a profile that is there, or add it to the file.");
    }

    static Dictionary<string, Profile?> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Profile?>>(File.ReadAllText(path), Options) ?? [];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (JsonException exception)
        {
            // Its own message is left out: it may quote what stands in the file.
            var line = exception.LineNumber is { } number ? $" in line {number + 1}" : "";
            throw Invalid(path, $"{line} can't be read{(exception.Path is { } at ? $", at {at}" : "")}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, $" can't be read: {exception.Message}");
        }
    }

    static ValidationException Invalid(string path, string what) => new(
        "ProfileInvalid", $"{path}{what}.", "Write it like { \"contoso\": { \"uri\": \"https://portal.example.com\", \"tokenFile\": \"contoso.token\" } }; tokenVariable names an environment variable instead.");
}

/// <summary>One profile.</summary>
/// <param name="Uri">The portal's address.</param>
/// <param name="TokenFile">A file whose first line is the token; relative to the state folder.</param>
/// <param name="TokenVariable">The environment variable that holds the token.</param>
sealed record Profile(string? Uri = null, string? TokenFile = null, string? TokenVariable = null);
