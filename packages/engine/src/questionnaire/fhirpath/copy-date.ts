/** In place of `parse` of `date-fns`, which reads texts; `fhirpath` adds to dates alone. */
function copyDate(date: Date): Date {
  return new Date(date);
}

export { copyDate as 'module.exports' };
