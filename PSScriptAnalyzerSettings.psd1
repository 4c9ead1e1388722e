@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        'PSAvoidUsingWriteHost'                 # scripts that people run talk to people
        'PSUseBOMForUnicodeEncodedFile'         # files are UTF-8 without a mark
        'PSUseShouldProcessForStateChangingFunctions' # functions inside scripts; the cmdlets they call ask
    )
}
