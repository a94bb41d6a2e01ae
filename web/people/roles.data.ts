// The roles that there are, in the order in which they may do more; a service has its own.
export const personRoles = ['analyst', 'officer', 'supervisor', 'auditor', 'administrator'] as const
export const roleNames = [...personRoles, 'service'] as const
