# ./run.ps1                restore, build and run the main job: train, evaluate and score the four tables of data/
# ./run.ps1 main           the same, by name
# ./run.ps1 test [ARGS]    the tests; ARGS go to dotnet test, --gpu lets the tests that need a GPU run
# ./run.ps1 fuzz [ARGS]    the fuzzer, with the root as its working directory; a wrong ARG shows what it takes
# ./run.ps1 COMMAND ...    the program itself: arguments, working directory, streams and exit code are the caller's
#
# Where it has to build, it says so on the error stream, and counts the seconds there if that is a terminal.
#
# Exit codes of the script's own: 2 where no suitable SDK is installed or the program does not compile.
# The twin of run.sh, with which it shares the build, its lock and its stamp. It keeps to the language of Windows
# PowerShell 5.1 and to .NET calls, so that it runs in any host of the engine; there is no param block, because one would
# take the program's options for its own.

$root = $PSScriptRoot
$project = [System.IO.Path]::Combine($root, 'src', 'Pipeline')
$dll = [System.IO.Path]::Combine($project, 'bin', 'publish', 'Pipeline.dll')
$stamp = [System.IO.Path]::Combine($project, 'bin', 'run.stamp')
$demos = 'churn', 'penguins', 'concrete', 'breast-cancer'

$ErrorActionPreference = 'Continue'
$PSNativeCommandUseErrorActionPreference = $false

function Find-Dotnet {
  $command = $ExecutionContext.InvokeCommand.GetCommand('dotnet', 'Application')
  if ($command) { $command.Path }
}

# Locations are patterns to the engine, so a bracket in a folder name needs an escape.
function Set-Folder($folder) {
  $literal = [System.Management.Automation.WildcardPattern]::Escape($folder)
  [void]$ExecutionContext.SessionState.Path.SetLocation($literal)
}

# Runs dotnet in the root, with no input and none of its output on ours; on a terminal it may count the seconds.
function Invoke-DotnetInRoot($arguments, [switch]$counting) {
  $start = [System.Diagnostics.ProcessStartInfo]::new($dotnet, $arguments)
  $start.WorkingDirectory = $root
  $start.UseShellExecute = $false
  $start.RedirectStandardInput = $true
  $start.RedirectStandardOutput = $true
  $start.RedirectStandardError = $true
  $process = [System.Diagnostics.Process]::Start($start)
  try {
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEndAsync()
    if ($counting -and -not [Console]::IsErrorRedirected) {
      $watch = [System.Diagnostics.Stopwatch]::StartNew()
      while (-not $process.WaitForExit(1000)) { [Console]::Error.Write("`r$([int]$watch.Elapsed.TotalSeconds) s") }
      [Console]::Error.Write("`r        `r")
    }
    $process.WaitForExit()
    return [PSCustomObject]@{ ExitCode = $process.ExitCode; Text = ($output.Result + $errors.Result).TrimEnd() }
  }
  finally {
    $process.Dispose()
  }
}

function Show-SdkHelp {
  $version = '10.0.100'
  $pin = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($root, 'global.json'))
  if ($pin -match '"version":\s*"([0-9.]+)"') { $version = $Matches[1] }
  $channel = $version.Substring(0, $version.LastIndexOf('.'))
  $major = $channel.Split('.')[0]
  $found = 'none'
  if ($dotnet) {
    $sdks = (Invoke-DotnetInRoot '--list-sdks').Text -replace '\r?\n', ', '
    $found = if ($sdks) { $sdks } else { 'dotnet, but no SDK' }
  }
  [Console]::Error.WriteLine(@(
    "run.ps1: this needs the .NET SDK $version or a later $channel one; found: $found"
    'Install it with one of:'
    "  Windows          winget install Microsoft.DotNet.SDK.$major"
    "  Debian, Ubuntu   sudo apt-get install -y dotnet-sdk-$channel"
    "  Fedora           sudo dnf install -y dotnet-sdk-$channel"
    "  macOS            brew install dotnet@$major"
    "  without root     curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel $channel"
    "All downloads: https://dotnet.microsoft.com/download/dotnet/$channel"
  ) -join [Environment]::NewLine)
}

# True where a file or a folder below is newer than the given time; bin and obj are the build's own.
function Test-Newer($folder, $time) {
  if ($folder.LastWriteTimeUtc -gt $time) { return $true }
  foreach ($file in $folder.GetFiles()) {
    if ($file.LastWriteTimeUtc -gt $time) { return $true }
  }
  foreach ($child in $folder.GetDirectories()) {
    if ($child.Name -ne 'bin' -and $child.Name -ne 'obj' -and (Test-Newer $child $time)) { return $true }
  }
  return $false
}

# Folders count as well: a deleted or a replaced file shows only there.
function Test-Built {
  if (-not [System.IO.File]::Exists($dll) -or -not [System.IO.File]::Exists($stamp)) { return $false }
  $time = [System.IO.File]::GetLastWriteTimeUtc($stamp)
  $files = @([System.IO.Directory]::GetFiles($root, 'Directory.*.props')) + [System.IO.Path]::Combine($root, 'global.json')
  foreach ($file in $files) {
    if ([System.IO.File]::GetLastWriteTimeUtc($file) -gt $time) { return $false }
  }
  return -not (Test-Newer ([System.IO.DirectoryInfo]::new($project)) $time)
}

# Waits until no other call builds. On Unix this is the lock that run.sh takes.
function Wait-Lock($path) {
  while ($true) {
    try { return [System.IO.File]::Open($path, 'OpenOrCreate', 'ReadWrite', 'None') }
    catch [System.IO.IOException] { [System.Threading.Thread]::Sleep(100) }
  }
}

# Builds a project in Release; every project brings the program with it. 0, or 2 and the reason on the error stream.
# The stamp is as old as the build's beginning, so that a file saved meanwhile is noticed; it appears when the build is
# complete, so that nobody starts half a program.
function Invoke-Build($target) {
  if ((Invoke-DotnetInRoot '--version').ExitCode -ne 0) {
    Show-SdkHelp
    return 2
  }
  # Both folders are made before the stamp, or the build would make the project's folder newer than its own stamp.
  $obj = [System.IO.Path]::Combine($project, 'obj')
  [void][System.IO.Directory]::CreateDirectory($obj)
  [void][System.IO.Directory]::CreateDirectory([System.IO.Path]::Combine($project, 'bin'))
  $lock = Wait-Lock ([System.IO.Path]::Combine($obj, 'run.lock'))
  try {
    if ($target -eq 'src/Pipeline' -and (Test-Built)) { return 0 }
    $started = [System.IO.Path]::Combine($obj, 'run.started')
    [System.IO.File]::Delete($started)
    [System.IO.File]::WriteAllText($started, '')
    $text = 'restoring and building'
    if ($target -eq 'src/Pipeline.Fuzz') { $text += ' the fuzzer' } elseif ($target -ne 'src/Pipeline') { $text += ' the tests' }
    if (-not [System.IO.File]::Exists($dll)) { $text += ' (first run: one to three minutes)' }
    [Console]::Error.WriteLine("run.ps1: $text")
    $build = Invoke-DotnetInRoot "build $target -c Release --disable-build-servers" -counting
    if ($build.ExitCode -ne 0) {
      [Console]::Error.WriteLine($build.Text)
      [Console]::Error.WriteLine("run.ps1: the build of $target failed")
      return 2
    }
    [System.IO.File]::Delete($stamp)
    [System.IO.File]::Move($started, $stamp)
    return 0
  }
  finally {
    $lock.Dispose()
  }
}

# A call of dotnet with exactly these arguments. As quoted text, because the engine expands * and ~ in the value of a
# variable; and escaped before 7.3, where it hands an embedded quote or an empty argument to a program as it is.
function New-Call($arguments, [switch]$piped) {
  $passing = $ExecutionContext.SessionState.PSVariable.GetValue('PSNativeCommandArgumentPassing')
  $escape = -not $passing -or $passing -eq 'Legacy'
  $call = if ($piped) { '$input | &' } else { '&' }
  foreach ($argument in @($dotnet) + $arguments) {
    $text = [string]$argument
    if ($escape) {
      $text = $text -replace '(\\*)"', '$1$1\"'
      if ($text.Length -eq 0) { $text = '""' }
      # From 6 on the engine does this itself.
      if ($PSVersionTable.PSVersion.Major -lt 6 -and $text -match '\s') { $text = $text -replace '(\\+)$', '$1$1' }
    }
    $call += " '" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($text) + "'"
  }
  return [ScriptBlock]::Create($call)
}

function Show-MainJob {
  foreach ($name in $demos) {
    $run = [System.IO.Path]::Combine($root, 'runs', $name)
    ''
    $name
    '  zip      ' + [System.IO.Path]::Combine($run, 'model.zip')
    '  metrics  ' + [System.IO.Path]::Combine($run, 'metrics.json')
    '  scores   ' + [System.IO.Path]::Combine($run, 'scored.csv')
  }
}

$dotnet = Find-Dotnet
if (-not $dotnet) {
  Show-SdkHelp
  exit 2
}

# An environment variable set here, or a location, would stay with the caller's session.
$location = $ExecutionContext.SessionState.Path.CurrentLocation.Path
$before = @($env:DOTNET_NOLOGO, $env:DOTNET_CLI_TELEMETRY_OPTOUT, $env:PIPELINE_TEST_GPU, $env:PIPELINE_COMMAND)
try {
  $env:DOTNET_NOLOGO = '1'
  $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
  $test = $args.Count -gt 0 -and $args[0] -ceq 'test'
  $fuzz = $args.Count -gt 0 -and $args[0] -ceq 'fuzz'
  $rest = $args
  if ($fuzz) { $rest = @(for ($i = 1; $i -lt $args.Count; $i++) { $args[$i] }) }
  if ($test) {
    $rest = @(for ($i = 1; $i -lt $args.Count; $i++) {
      if ($args[$i] -ceq '--gpu') { $env:PIPELINE_TEST_GPU = '1' } else { $args[$i] }
    })
  }

  $code = 0
  if ($test) { $code = Invoke-Build 'src/Pipeline.Tests' }
  elseif ($fuzz) { $code = Invoke-Build 'src/Pipeline.Fuzz' }
  elseif (-not (Test-Built)) { $code = Invoke-Build 'src/Pipeline' }
  if ($code -ne 0) { exit $code }

  # What help and errors call the program; the tests set it themselves.
  if (-not $test) { $env:PIPELINE_COMMAND = './run.ps1' }

  if ($test) {
    Set-Folder $root
    & (New-Call (@('test', 'src/Pipeline.Tests', '-c', 'Release', '--no-build') + $rest))
  }
  elseif ($fuzz) {
    Set-Folder $root
    & (New-Call (@('src/Pipeline.Fuzz/bin/Release/net10.0/Pipeline.Fuzz.dll') + $rest))
  }
  elseif ($rest.Count -eq 0 -or ($rest.Count -eq 1 -and $rest[0] -ceq 'main')) {
    Set-Folder $root
    foreach ($name in $demos) {
      $steps = @('train', "configs/$name.jsonc", '--out', "runs/$name"),
        @('evaluate', "runs/$name/model.zip", "data/$name.csv", '--held-out'),
        @('score', "runs/$name/model.zip", "data/$name.csv", "runs/$name/scored.csv")
      foreach ($step in $steps) {
        & (New-Call (@($dll) + $step))
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
      }
    }
    Show-MainJob
  }
  elseif ($MyInvocation.ExpectingInput) {
    $input | & (New-Call (@($dll) + $rest) -piped)
  }
  else {
    & (New-Call (@($dll) + $rest))
  }
  exit $LASTEXITCODE
}
finally {
  Set-Folder $location
  $env:DOTNET_NOLOGO, $env:DOTNET_CLI_TELEMETRY_OPTOUT, $env:PIPELINE_TEST_GPU, $env:PIPELINE_COMMAND = $before
}
